import type { Day } from '~/platform/dates'

/** The last day of a month `YYYY-MM`. */
export function lastDayOf(month: string): Day {
  const [year, m] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, m, 0)).toISOString().slice(0, 10)
}
