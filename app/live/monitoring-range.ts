import { type Day, isDay } from '~/platform/dates'

/** The days that the dashboard looks at, in Asia/Shanghai, both included. */
export interface DayRange {
  from: Day
  to: Day
}
export const rangeNames = ['today', 'week', 'whole', 'days'] as const
export type RangeName = (typeof rangeNames)[number]
export type DayRefusal = 'not-a-day' | 'from-after-to' | 'too-long'

/** What was asked for in the address: `range`, or `from` and `to` as typed. */
export interface RangeFields {
  range: string
  from: string
  to: string
}
export interface ReadRange {
  name: RangeName
  range: DayRange
  errors: { from?: DayRefusal; to?: DayRefusal }
}

/** About three years: longer than any edition, and what a chart by day can still show. */
export const mostDays = 1_100
/** Up to so many days a chart has a bar for each hour, above that one for each day. */
export const mostHourlyDays = 7
const dayMs = 86_400_000

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs
export const dayOf = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10)
export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days)
export const daysIn = ({ from, to }: DayRange): number => dayNumber(to) - dayNumber(from) + 1
export const isHourly = (range: DayRange): boolean => daysIn(range) <= mostHourlyDays

/** A day of the calendar from 2000 to 2099, as typed. */
const isDayShown = (typed: string): boolean => typed.startsWith('20') && isDay(typed)

export const rangeFieldsOf = (params: URLSearchParams): RangeFields => ({
  range: (params.get('range') ?? '').slice(0, 20),
  from: (params.get('from') ?? '').slice(0, 20).trim(),
  to: (params.get('to') ?? '').slice(0, 20).trim(),
})

/**
 * Reads the range. `whole` is the campaign's own days up to now; without a wish it is today while the campaign runs, else
 * the whole. What is refused keeps that range on the page and has its reason beside the field.
 */
export function readRange(
  fields: RangeFields,
  { today, whole, runs }: { today: Day; whole: DayRange; runs: boolean },
): ReadRange {
  const named = (name: RangeName, errors: ReadRange['errors'] = {}): ReadRange => ({
    name,
    range:
      name === 'today'
        ? { from: today, to: today }
        : name === 'week'
          ? { from: addDays(today, 1 - mostHourlyDays), to: today }
          : daysIn(whole) > mostDays
            ? { from: addDays(whole.to, 1 - mostDays), to: whole.to }
            : whole,
    errors,
  })
  const usual = runs ? 'today' : 'whole'
  const { from, to } = fields
  if (from === '' && to === '') {
    const wish = rangeNames.find((name) => name === fields.range && name !== 'days')
    return named(wish ?? usual)
  }
  const errors: ReadRange['errors'] = {}
  if (!isDayShown(from)) errors.from = 'not-a-day'
  if (!isDayShown(to)) errors.to = 'not-a-day'
  if (!errors.from && !errors.to) {
    if (from > to) errors.to = 'from-after-to'
    else if (daysIn({ from, to }) > mostDays) errors.to = 'too-long'
  }
  return errors.from || errors.to ? named(usual, errors) : { name: 'days', range: { from, to }, errors }
}

/** The address of these days, without the page's path. */
export const rangeSearch = ({ name, range }: Pick<ReadRange, 'name' | 'range'>): string =>
  name === 'days' ? `?from=${range.from}&to=${range.to}` : `?range=${name}`
