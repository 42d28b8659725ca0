import type { Locale } from '~/platform/i18n'

export type SeriesLook = 'arrived' | 'earlier' | 'earliest' | 'count' | PlaceLook
/** Lines of several places in one picture. */
export const placeLooks = ['place-1', 'place-2', 'place-3', 'place-4', 'place-5'] as const
export type PlaceLook = (typeof placeLooks)[number]

export interface ChartSeries {
  label: string
  kind: 'bar' | 'line'
  look: SeriesLook
  /** Yuan or a count, for drawing only; null where there is nothing to draw. */
  values: readonly (number | null)[]
  /** What each is said to be, to the fen. */
  said: readonly string[]
}

/** What a chart draws; the table behind it says the same in words. */
export interface ChartSpec {
  locale: Locale
  unit: 'yuan' | 'count'
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** Bars that lie: for names that need room. */
  sideways?: boolean
}

/** Fen as yuan for a bar's length; amounts that are read stay whole fen. */
export const yuanLength = (fen: bigint | string): number => Number(fen) / 100
