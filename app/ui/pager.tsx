import { Link } from '@remix-run/react'
import { Icon } from './icon'

export interface PagerProps {
  /** Names the navigation, for example "分页". */
  label: string
  previous?: { to: string; label: string }
  next?: { to: string; label: string }
}

const link =
  'inline-flex min-h-11 items-center gap-2 rounded-paper border border-edge bg-raised px-4 font-semibold hover:border-ink hover:bg-sunk'

/** One page back or on; lists are paged by key, so there are no page numbers. Draws nothing when there is only one page. */
export function Pager({ label, previous, next }: PagerProps) {
  if (!previous && !next) return null
  return (
    <nav aria-label={label} className="no-print flex flex-wrap justify-between gap-3 pt-4">
      {previous ? (
        <Link to={previous.to} rel="prev" className={link}>
          <Icon name="back" />
          {previous.label}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link to={next.to} rel="next" className={link}>
          {next.label}
          <Icon name="arrow" />
        </Link>
      )}
    </nav>
  )
}
