import type { Day } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'

/** A quarter of the calendar in Asia/Shanghai: `2024-Q1` is 2024-01-01 to 2024-03-31, both included. */
export interface Quarter {
  period: string
  from: Day
  to: Day
}

const pattern = /^(20\d\d)-Q([1-4])$/
const lastDays = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const

/** Null for what names no quarter. */
export function readQuarter(period: string): Quarter | null {
  const [, year, number] = pattern.exec(period) ?? []
  if (!year || !number) return null
  const n = Number(number) as 1 | 2 | 3 | 4
  return { period, from: `${year}-${String(n * 3 - 2).padStart(2, '0')}-01`, to: `${year}-${lastDays[n]}` }
}

export function quarterOf(day: Day): Quarter {
  const n = Math.ceil(Number(day.slice(5, 7)) / 3)
  return readQuarter(`${day.slice(0, 4)}-Q${n}`)!
}

/** `by` quarters later, or earlier when it is negative. */
export function shiftQuarter({ period }: Pick<Quarter, 'period'>, by: number): Quarter {
  const n = Number(period.slice(0, 4)) * 4 + Number(period.slice(6)) - 1 + by
  return readQuarter(`${Math.floor(n / 4)}-Q${(n % 4) + 1}`)!
}

const chinese = ['一', '二', '三', '四']
/** 2024年第一季度 / the first quarter of 2024. */
export const sayQuarter = (locale: Locale, period: string): string =>
  locale === 'en'
    ? `Q${period.slice(6)} ${period.slice(0, 4)}`
    : `${period.slice(0, 4)}年第${chinese[Number(period.slice(6)) - 1]}季度`
