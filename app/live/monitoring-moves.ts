import type { SealedEntry } from '~/ledger/projection'
import type { Day } from '~/platform/dates'

/** An hour of the day in Asia/Shanghai, 0 to 23; -1 where only the day is known. */
export type Hour = number
export const dayOnly: Hour = -1

export interface HourMove {
  campaign: string
  day: Day
  hour: Hour
  channel: string
  confirmedFen: bigint
  refundedFen: bigint
  gifts: bigint
}
export interface FundDayMove {
  campaign: string
  day: Day
  fund: string
  confirmedFen: bigint
  gifts: bigint
}
/** Gifts whose amount begins with `prefix`: amount >> 4 * level (docs/decisions/0014). */
export interface AmountMove {
  campaign: string
  level: number
  prefix: bigint
  gifts: bigint
  fen: bigint
}
export interface MonitoringMoves {
  hours: HourMove[]
  fundDays: FundDayMove[]
  amounts: AmountMove[]
}

/** Level 0 is the amount itself, each next level leaves four bits away; the last holds everything below 2^52 fen in one row. */
export const topLevel = 12

const eightHoursMs = 8 * 3_600_000 // China has no summer time

/** Ways of money that somebody writes down later: they know a day and no hour. */
const writtenDown: ReadonlySet<string> = new Set(['bank', 'cash', 'cheque'])

/** When an entry counts: a gift paid online and its reversal in the hour they were posted in, everything else on its day. */
function placeOf(entry: SealedEntry): { day: Day; hour: Hour } {
  const online = entry.kind === 'gift' || entry.reversesKind === 'gift'
  if (!online || writtenDown.has(entry.channel)) return { day: entry.occurredOn, hour: dayOnly }
  const local = new Date(entry.postedAt.getTime() + eightHoursMs)
  return { day: local.toISOString().slice(0, 10), hour: local.getUTCHours() }
}

/** Adds `amounts` to the row of this key, which `fresh` makes when it is not there yet. */
function fold<Row extends object>(
  rows: Map<string, Row>,
  key: string,
  fresh: () => Row,
  add: (row: Row) => void,
) {
  let row = rows.get(key)
  if (!row) {
    row = fresh()
    rows.set(key, row)
  }
  add(row)
}

/** What `batch` does to the figures of monitoring, one move for each row that it touches. Pure. */
export function monitoringMovesOf(batch: readonly SealedEntry[]): MonitoringMoves {
  const hours = new Map<string, HourMove>()
  const fundDays = new Map<string, FundDayMove>()
  const amounts = new Map<string, AmountMove>()
  for (const entry of batch) {
    const counts = entry.kind === 'gift' ? 1n : entry.reversesKind === 'gift' ? -1n : 0n
    const place = placeOf(entry)
    const { channel } = entry
    for (const [campaign, funds] of raisedBy(entry)) {
      let fen = 0n
      for (const [fund, share] of funds) {
        fen += share
        const fresh = () => ({ campaign, day: place.day, fund, confirmedFen: 0n, gifts: 0n })
        fold(fundDays, `${campaign}\0${place.day}\0${fund}`, fresh, (row) => {
          row.confirmedFen += share
          row.gifts += counts
        })
      }
      const fresh = () => ({ campaign, ...place, channel, confirmedFen: 0n, refundedFen: 0n, gifts: 0n })
      fold(hours, `${campaign}\0${place.day}\0${place.hour}\0${channel}`, fresh, (row) => {
        row.confirmedFen += fen
        if (entry.kind === 'reversal' || entry.kind === 'refund') row.refundedFen -= fen
        row.gifts += counts
      })
      const amount = counts * fen
      if (amount > 0n) countAmount(amounts, campaign, amount, counts)
    }
  }
  return { hours: [...hours.values()], fundDays: [...fundDays.values()], amounts: [...amounts.values()] }
}

/** Raised fen of an entry by campaign and fund; income is credited, that is negative. */
function raisedBy(entry: SealedEntry): Map<string, Map<string, bigint>> {
  const campaigns = new Map<string, Map<string, bigint>>()
  for (const line of entry.lines) {
    if (!line.raised || line.campaign === null) continue
    let funds = campaigns.get(line.campaign)
    if (!funds) {
      funds = new Map()
      campaigns.set(line.campaign, funds)
    }
    funds.set(line.fund, (funds.get(line.fund) ?? 0n) - line.amountFen)
  }
  return campaigns
}

function countAmount(amounts: Map<string, AmountMove>, campaign: string, amount: bigint, counts: bigint) {
  for (let level = 0, prefix = amount; level <= topLevel; level++, prefix >>= 4n) {
    const at = prefix
    const fresh = () => ({ campaign, level, prefix: at, gifts: 0n, fen: 0n })
    fold(amounts, `${campaign}\0${level}\0${at}`, fresh, (row) => {
      row.gifts += counts
      row.fen += counts * amount
    })
  }
}
