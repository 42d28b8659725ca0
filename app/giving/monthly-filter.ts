import { type MonthlyState, monthlyStates } from './monthly'

/** What the desk's list of monthly gifts is narrowed to; null is everything. */
export interface MonthlyFilter {
  /** Part of a name or of an address. */
  q: string
  state: MonthlyState | null
}

/** Reads it from an address; what names nothing narrows nothing. */
export const readMonthlyFilter = (query: URLSearchParams): MonthlyFilter => ({
  q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
  state: monthlyStates.find((state) => state === query.get('state')) ?? null,
})
