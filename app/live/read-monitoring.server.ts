import type { Campaign } from '~/campaigns/campaign'
import { takesGifts } from '~/campaigns/campaign'
import { listCampaignAlerts } from '~/giving/list-campaign-alerts.server'
import { listLargestGifts } from '~/giving/list-largest-gifts.server'
import { sumWithheld } from '~/giving/sum-withheld.server'
import { cashWithin, uncountedCashOf } from '~/market/uncounted-cash-of.server'
import { shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { ofWalkers } from '~/walks/board'
import { readFigures } from '~/walks/read-figures.server'
import { daysWithMoney, earlierEditions, figuresOfRange } from './internal/monitoring-queries'
import { type AmountBand, bandStarts, type Edition, type MonitoringFigures } from './monitoring'
import { isHourly, type RangeFields, type ReadRange, readRange } from './monitoring-range'
import type { Totals } from './totals'

type Counted = Omit<Totals, 'campaign' | 'currency' | 'byChannel' | 'pendingCashFen'>
interface Row extends Pick<MonitoringFigures, 'inRange' | 'byThenFen' | 'moments' | 'byChannel' | 'byFund'> {
  totals: Counted | null
  channels: Totals['byChannel']
  gift: { gifts: number; averageFen: string; medianFen: string; fen: string } | null
  below: { gifts: number; fen: string }[]
}

const nothingYet = {
  confirmedFen: '0',
  pendingFen: '0',
  refundedFen: '0',
  gifts: 0,
  pendingGifts: 0,
  treeSize: 0,
}
const mostEditions = 2
const registeredOf = `
  SELECT (SELECT coalesce(sum(taken), 0)::int FROM walks_level l WHERE l.campaign = w.campaign) AS registered
    FROM walks_walk w WHERE w.campaign = $1`

/**
 * Every figure of a campaign's dashboard for the days in `fields` (Asia/Shanghai; see `readRange` for what is refused and
 * what stands instead). Nine statements whose cost follows the days looked at and the channels, funds and different
 * amounts there, never the number of gifts; a market's receipts are summed.
 */
export async function readMonitoring(
  sql: Sql,
  campaign: Campaign,
  fields: RangeFields,
  now: Date,
): Promise<{ figures: MonitoringFigures; errors: ReadRange['errors'] }> {
  const today = shanghaiDay(now)
  const { slug } = campaign
  const [days] = await sql.query<{ first: string | null; last: string | null }>(daysWithMoney, [slug])
  const { name, range, errors } = readRange(fields, {
    today,
    whole: wholeOf(campaign, days!, today),
    runs: takesGifts(campaign, today),
  })
  const slice = [slug, range.from, range.to, isHourly(range)]
  const [[row], editions, largest, alerts, walk, cash, withheld] = await Promise.all([
    sql.query<Row>(figuresOfRange, [...slice, bandStarts]),
    sql.query<Edition>(earlierEditions, [...slice, mostEditions]),
    listLargestGifts(sql, slug),
    listCampaignAlerts(sql, slug),
    countWalk(sql, slug),
    uncountedCashOf(sql, [slug]),
    sumWithheld(sql, slug),
  ])
  const { totals, channels, gift, below, ...rest } = row!
  const pendingCashFen = cashWithin(BigInt(totals?.pendingFen ?? 0), cash.get(slug) ?? 0n).toString()
  const asOf = new Date(totals?.asOf ?? now).toISOString()
  return {
    errors,
    figures: {
      ...rest,
      totals: {
        campaign: slug,
        currency: 'CNY',
        ...(totals ?? nothingYet),
        pendingCashFen,
        byChannel: channels,
        asOf,
      },
      disputedFen: withheld.toString(),
      name,
      range,
      today,
      gift: gift && { averageFen: gift.averageFen, medianFen: gift.medianFen, gifts: gift.gifts },
      bands: gift ? bandsOf(below, gift) : [],
      largest,
      editions,
      alerts,
      walk,
    },
  }
}

/** Walkers, visitors left out, and everybody's stamps. */
async function countWalk(sql: Sql, campaign: string): Promise<MonitoringFigures['walk']> {
  const [[walk], figures] = await Promise.all([
    sql.query<{ registered: number }>(registeredOf, [campaign]),
    readFigures(sql, campaign),
  ])
  if (!walk) return null
  const [started, finished] = [ofWalkers(figures.started), ofWalkers(figures.finished)]
  return { registered: walk.registered, started, finished, stamps: figures.stamps['*'] ?? 0 }
}

/** The campaign's own days up to now, and those before and after in which money came all the same. */
function wholeOf(
  campaign: Pick<Campaign, 'startsOn' | 'endsOn'>,
  days: { first: string | null; last: string | null },
  today: string,
) {
  const from = [campaign.startsOn, days.first ?? campaign.startsOn].sort()[0]!
  const reached = campaign.endsOn < today ? campaign.endsOn : today
  const to = [from, reached, days.last ?? reached].sort()[2]!
  return { from, to }
}

/** What lies between two starts is what lies below the second and not below the first. */
function bandsOf(below: Row['below'], all: { gifts: number; fen: string }): AmountBand[] {
  const ends = [...below.slice(1), all]
  return bandStarts.map((start, n) => ({
    fromFen: start.toString(),
    belowFen: bandStarts[n + 1]?.toString() ?? null,
    gifts: ends[n]!.gifts - below[n]!.gifts,
    fen: (BigInt(ends[n]!.fen) - BigInt(below[n]!.fen)).toString(),
  }))
}
