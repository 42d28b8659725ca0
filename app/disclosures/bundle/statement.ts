/** A piece of the text that was read: `from` and `to` count UTF-16 units from its start, the end not included. */
export interface Place {
  from: number
  to: number
}
export interface Said extends Place {
  text: string
}

/** What the first part of an old disclosure says of its project, in the order of the form. */
export const factKeys = ['name', 'state', 'served', 'field', 'period', 'partners', 'area', 'about'] as const
export type FactKey = (typeof factKeys)[number]
export const sectionKeys = ['information', 'doing', 'results'] as const
export type SectionKey = (typeof sectionKeys)[number]

/** One project's disclosure as it stands in an old bundle; what was not found is missing. */
export interface OldStatement extends Place {
  /** The heading, its lines joined. */
  title: Said
  /** The heading without the quarter and what kind of notice it is. */
  titleName: string
  /** The quarter that the heading names, for example `2024-Q1`. */
  quarter: string | null
  facts: Partial<Record<FactKey, Said>>
  sections: Partial<Record<SectionKey, Said>>
}
