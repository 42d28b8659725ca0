import type { Day } from '~/platform/dates'

/** A month that can be closed, by its last day. The last month of a quarter closes the quarter. */
export interface PeriodEnd {
  through: Day
  year: number
  month: number
  /** 1 to 4 where the quarter ends with this month, else null. */
  quarter: number | null
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The period that ends with `through`; null where no month ends that day. */
export function periodEnd(through: string): PeriodEnd | null {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(through)?.map(Number) ?? []
  if (!y || !m || m > 12 || d !== lastDay(y, m)) return null
  return { through, year: y, month: m, quarter: m % 3 === 0 ? m / 3 : null }
}

/** Ends of the months that are over on `today` and not closed yet, the oldest first, at most `most`. */
export function periodsToClose(firstOpen: Day, today: Day, most = 120): PeriodEnd[] {
  const ends: PeriodEnd[] = []
  let [year, month] = firstOpen.split('-').map(Number) as [number, number]
  while (ends.length < most) {
    const through = `${year}-${String(month).padStart(2, '0')}-${lastDay(year, month)}`
    if (through >= today) break
    ends.push(periodEnd(through)!)
    month = (month % 12) + 1
    if (month === 1) year++
  }
  return ends
}
