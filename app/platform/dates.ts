import type { Locale } from './i18n'
import { shanghaiClock } from './internal/shanghai-clock'

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`: what every public period means. */
export type Day = string

const shanghai = 'Asia/Shanghai'
const isoDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: shanghai,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Whether a text is a day of the calendar, `YYYY-MM-DD`: 30 February is none. */
export const isDay = (text: string): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

export const shanghaiDay = (at: Date): Day => isoDay.format(at)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2024年1月6日 / 6 Jan 2024. Written out by hand so that server and browser agree to the letter. */
export function formatDay(locale: Locale, day: Day): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  return locale === 'en' ? `${d} ${months[m - 1]} ${y}` : `${y}年${m}月${d}日`
}

/** 2024年1月 / Jan 2024. */
export const formatMonth = (locale: Locale, year: number, month: number): string =>
  locale === 'en' ? `${months[month - 1]} ${year}` : `${year}年${month}月`

/** Day and minute in Asia/Shanghai: 2024年1月6日 09:12 / 6 Jan 2024, 09:12. */
export function formatInstant(locale: Locale, at: Date): string {
  const time = shanghaiClock(at).toISOString().slice(11, 16)
  return `${formatDay(locale, shanghaiDay(at))}${locale === 'en' ? ', ' : ' '}${time}`
}

/** 10:42:05 in Asia/Shanghai. */
export const formatClock = (at: Date): string => shanghaiClock(at).toISOString().slice(11, 19)

/** 12,345 in both languages. */
export const formatCount = (n: number | bigint): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',')

/** `2027-01-09T09:30` as the clock in Shanghai shows it, as an instant. */
export const shanghaiMinute = (local: string): Date => new Date(`${local}:00+08:00`)

/** An instant as `2027-01-09T09:30`, by the clock in Shanghai: what a form's time field takes. */
export const localMinute = (at: Date): string => shanghaiClock(at).toISOString().slice(0, 16)
