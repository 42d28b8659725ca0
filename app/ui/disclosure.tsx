import type { DetailsHTMLAttributes, ReactNode } from 'react'
import { Icon } from './icon'

export interface DisclosureProps extends Omit<DetailsHTMLAttributes<HTMLDetailsElement>, 'title'> {
  summary: ReactNode
  children: ReactNode
}

/** More, on demand: a native details element, so it opens without scripts and is found by the browser's search. */
export function Disclosure({ summary, children, ...rest }: DisclosureProps) {
  return (
    <details {...rest} className="disclosure border-y border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 py-2 font-semibold hover:text-kapok-text">
        {summary}
        <Icon name="chevron" className="disclosure-mark shrink-0" />
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  )
}
