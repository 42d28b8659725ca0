import type { ReactNode } from 'react'
import { classes } from './classes'

export interface DefinitionListProps {
  /** Short details: side by side on a phone too. */
  short?: boolean
  items: readonly { term: ReactNode; detail: ReactNode }[]
}

/** Facts: term and detail, side by side where there is room, one below the other on a phone. */
export function DefinitionList({ items, short }: DefinitionListProps) {
  const row = classes(
    'gap-x-4 py-2.5 sm:grid sm:grid-cols-[minmax(7rem,1fr)_3fr]',
    short && 'grid grid-cols-[minmax(5.5rem,1fr)_3fr]',
  )
  return (
    <dl className="divide-y divide-line border-y border-line">
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity of their own and keep their order
        <div key={i} className={row}>
          <dt className="text-sm text-soft sm:pt-0.5 sm:text-base">{item.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{item.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
