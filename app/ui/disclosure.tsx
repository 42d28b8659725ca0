import type { DetailsHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

export interface DisclosureProps extends Omit<DetailsHTMLAttributes<HTMLDetailsElement>, 'title'> {
  summary: ReactNode
  /** Without its rules: where the list around it has its own. */
  bare?: boolean
  children: ReactNode
}

/** More, on demand: a native details element, so it opens without scripts and is found by the browser's search. */
export function Disclosure({ summary, bare, children, ...rest }: DisclosureProps) {
  return (
    <details {...rest} className={classes('disclosure', !bare && 'border-y border-line')}>
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 py-2 font-semibold hover:text-kapok-text">
        {summary}
        <Icon name="chevron" className="disclosure-mark shrink-0" />
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  )
}
