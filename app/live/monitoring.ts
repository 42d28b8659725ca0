import type { CampaignAlert } from '~/giving/list-campaign-alerts.server'
import type { LargestGift } from '~/giving/list-largest-gifts.server'
import type { Day } from '~/platform/dates'
import type { Hour } from './monitoring-moves'
import { type DayRange, dayNumber, dayOf, daysIn, isHourly, type RangeName } from './monitoring-range'
import type { Totals } from './totals'

/** Money of one hour, or of one day where `hour` is null or -1 (only the day is known). Whole fen as text. */
export interface Moment {
  day: Day
  hour: Hour | null
  confirmedFen: string
  refundedFen: string
  gifts: number
}

/** How an earlier edition lies beside this one: by days from its event day, or from its first day. */
export type Alignment = 'event' | 'first-day'

export interface Edition {
  slug: string
  edition: number
  nameZh: string
  nameEn: string
  alignment: Alignment
  /** Its days that lie beside the range. */
  range: DayRange
  /** Its money in that range; days are its own. */
  moments: Moment[]
  /** Up to the end of that range. */
  byThenFen: string
  inAllFen: string
  gifts: number
  /** Some of its money in that range has no hour: then it cannot stand in a chart by hour. */
  hasDayOnly: boolean
}

/** Gifts of at least `fromFen` and less than `belowFen` (null: no end). */
export interface AmountBand {
  fromFen: string
  belowFen: string | null
  gifts: number
  fen: string
}

/** All figures of a campaign's dashboard, of one moment. Money is whole fen as text. */
export interface MonitoringFigures {
  totals: Totals
  /** Withheld in open disputes; still part of what arrived. */
  disputedFen: string
  name: RangeName
  range: DayRange
  today: Day
  /** In the range. */
  inRange: { confirmedFen: string; refundedFen: string; gifts: number }
  /** From the beginning to the end of the range. */
  byThenFen: string
  moments: Moment[]
  byChannel: { channel: string; confirmedFen: string; gifts: number }[]
  byFund: { fund: string; nameZh: string; nameEn: string; confirmedFen: string; gifts: number }[]
  /** Gifts of the whole campaign, takings and published sums left out; null while there is none. Half a fen counts as one. */
  gift: { averageFen: string; medianFen: string; gifts: number } | null
  bands: AmountBand[]
  largest: LargestGift[]
  editions: Edition[]
  alerts: CampaignAlert[]
  /** People and stamps of the campaign's walk; null where it has none. */
  walk: { registered: number; started: number; finished: number; stamps: number } | null
}

/** Where the bands of the distribution begin, in fen: ¥0.01, 10, 20, 50, 100, 200, 500, 1,000, 5,000, 10,000, 100,000. */
export const bandStarts = [
  1n,
  1_000n,
  2_000n,
  5_000n,
  10_000n,
  20_000n,
  50_000n,
  100_000n,
  500_000n,
  1_000_000n,
  10_000_000n,
]

/** One bar of the chart over time: its place in the range, and what lies there. */
export interface TimePoint {
  day: Day
  hour: Hour | null
  confirmedFen: bigint
  gifts: number
  /** By edition, in the order of `figures.editions`; null where it has no hours. */
  earlierFen: (bigint | null)[]
}

/** Every hour of a short range, every day of a long one, also where nothing came. Money without an hour is not in hours. */
export function timePoints(figures: Pick<MonitoringFigures, 'range' | 'moments' | 'editions'>): TimePoint[] {
  const { range, moments, editions } = figures
  const hourly = isHourly(range)
  const slots = daysIn(range) * (hourly ? 24 : 1)
  const slotOf = (moment: Moment, first: Day): number => {
    const day = dayNumber(moment.day) - dayNumber(first)
    return hourly ? day * 24 + (moment.hour ?? 0) : day
  }
  const points = Array.from(
    { length: slots },
    (_, n): TimePoint => ({
      day: dayOf(dayNumber(range.from) + Math.floor(hourly ? n / 24 : n)),
      hour: hourly ? n % 24 : null,
      confirmedFen: 0n,
      gifts: 0,
      earlierFen: editions.map((edition) => (hourly && edition.hasDayOnly ? null : 0n)),
    }),
  )
  const placed = (moment: Moment) => !hourly || (moment.hour ?? -1) >= 0
  for (const moment of moments.filter(placed)) {
    const point = points[slotOf(moment, range.from)]!
    point.confirmedFen += BigInt(moment.confirmedFen)
    point.gifts += moment.gifts
  }
  for (const [n, edition] of editions.entries()) {
    for (const moment of edition.moments.filter(placed)) {
      const point = points[slotOf(moment, edition.range.from)]!
      if (point.earlierFen[n] !== null) point.earlierFen[n]! += BigInt(moment.confirmedFen)
    }
  }
  return points
}

/** Money of the range that has a day and no hour: takings and published sums. */
export const withoutHourFen = ({ moments }: Pick<MonitoringFigures, 'moments'>): bigint =>
  moments.reduce((sum, m) => (m.hour === -1 ? sum + BigInt(m.confirmedFen) : sum), 0n)
