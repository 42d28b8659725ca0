import type { ReactNode } from 'react'
import { classes } from './classes'

export interface PanelProps {
  title?: ReactNode
  /** The heading's place in the page's outline. */
  level?: 2 | 3
  /** `raised`: a sheet of paper on the page; `plain`: only a rule above; `sunk`: set back. */
  tone?: 'raised' | 'plain' | 'sunk'
  /** Beside the title: a link or a Tag. */
  aside?: ReactNode
  id?: string
  className?: string
  children: ReactNode
}

const tones = {
  raised: 'rounded-paper border border-line bg-raised p-4 sm:p-6',
  plain: 'border-t border-line pt-5',
  sunk: 'rounded-paper bg-sunk p-4 sm:p-6',
}

/** One matter on a page. With `title` and `id` it is a landmark that can be jumped to. */
export function Panel({ title, level = 2, tone = 'raised', aside, id, className, children }: PanelProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const headingId = title && id ? `${id}-title` : undefined
  return (
    <section id={id} aria-labelledby={headingId} className={classes('min-w-0', tones[tone], className)}>
      {(title || aside) && (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          {title && (
            <Heading
              id={headingId}
              className={classes('font-serif font-bold', level === 2 ? 'text-xl' : 'text-lg')}
            >
              {title}
            </Heading>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
