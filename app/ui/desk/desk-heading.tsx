import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Icon } from '../icon'

export interface DeskHeadingProps {
  title: ReactNode
  /** Of a title that has a language of its own: a name that somebody typed. */
  lang?: string
  /** One line about the page. */
  lead?: ReactNode
  /** The page above; its address already carries the language. */
  back?: { to: string; label: string }
  /** What can be done here: buttons. */
  aside?: ReactNode
}

/** The head of a desk page: the way back, what it is about, what can be done. */
export function DeskHeading({ title, lang, lead, back, aside }: DeskHeadingProps) {
  return (
    <header>
      {back && (
        <p className="-mt-2">
          <Link className="link inline-flex min-h-11 items-center gap-2" to={back.to}>
            <Icon name="back" size={18} />
            {back.label}
          </Link>
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 lang={lang} className="font-serif text-2xl font-bold [overflow-wrap:anywhere]">
            {title}
          </h1>
          {lead && <p className="mt-1 text-soft">{lead}</p>}
        </div>
        {aside && <div className="flex flex-wrap gap-3">{aside}</div>}
      </div>
    </header>
  )
}
