import type { Day } from '~/platform/dates'

/** The pages whose views are counted: the campaign's own, and its live coverage. */
export const viewedPages = ['campaign', 'live'] as const
export type ViewedPage = (typeof viewedPages)[number]

/** How often each page was opened (docs/decisions/0016). */
export type ViewCounts = Record<ViewedPage, number>

export interface Views {
  /** The last days, the newest first; a day on which nobody came stands with zeros. */
  days: ({ day: Day } & ViewCounts)[]
  /** Of all days. */
  all: ViewCounts
}
