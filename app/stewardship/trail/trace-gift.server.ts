import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { describeUses } from './internal/describe-uses.server'
import { followMoney } from './internal/follow-money.server'
import { type Span, sumOf, without } from './queue'

/** What money became: an entry that spent it or sent it on. */
export interface Use {
  entryId: bigint
  kind: 'plan' | 'assistance' | 'fee' | 'transfer' | 'other'
  amountFen: bigint
  on: Day
  /** `2024-Q1`: the quarter whose disclosure tells of it. */
  period: string
  project: { key: string; nameZh: string; nameEn: string } | null
  plan: { number: string; titleZh: string; titleEn: string } | null
}

export interface TracedShare {
  fund: string
  /** What the gift brought into this fund. */
  givenFen: bigint
  refundedFen: bigint
  /** By day. At most `mostUses`; what is beyond is in `furtherFen`. */
  uses: Use[]
  furtherFen: bigint
  /** Neither used nor paid back. given = refunded + uses + further + waiting. */
  waitingFen: bigint
}
export const mostUses = 40

const ofGift = `
  SELECT g.entry_id AS "entryId", ARRAY(SELECT fund FROM giving_allocation WHERE gift_id = g.id) AS funds
    FROM giving_gift g WHERE g.id = $1::uuid AND g.entry_id IS NOT NULL`
const ownMoney = `
  SELECT fund, from_fen AS "fromFen", through_fen AS "throughFen", entry_id = owner AS first
    FROM stewardship_trail_in WHERE owner = $1 ORDER BY fund, through_fen`
const paidBack = `
  SELECT fund, coalesce(stands_fen, from_fen) AS "fromFen", coalesce(stands_fen, from_fen) + through_fen - from_fen AS "throughFen"
    FROM stewardship_trail_out WHERE owner = $1`

/**
 * Where a gift went, fund by fund, by the published rule (docs/decisions/0033): first in, first out. "Allocated": money in a fund
 * is not marked, the rule says whose it counts as. Costs O(log n) of the fund's length for each use that is found. Empty until the
 * gift is sealed. `giftId` is a gift's id; a covered fee is not among the funds.
 */
export async function traceGift(sql: Sql, giftId: string): Promise<TracedShare[]> {
  const [gift] = await sql.query<{ entryId: bigint; funds: string[] }>(ofGift, [giftId])
  if (!gift) return []
  return (await traceEntry(sql, gift.entryId)).filter(({ fund }) => gift.funds.includes(fund))
}

/** The same of whatever a sealed entry brought in. */
export async function traceEntry(sql: Sql, entryId: bigint): Promise<TracedShare[]> {
  const own = await sql.query<Span & { fund: string; first: boolean }>(ownMoney, [entryId])
  if (own.length === 0) return []
  const back = await sql.query<Span & { fund: string }>(paidBack, [entryId])
  const funds = [...new Set(own.map((place) => place.fund))]
  const kept = funds.flatMap((fund) =>
    without(within(own, fund), within(back, fund)).map((span) => ({ ...span, fund, root: fund })),
  )
  const found = await followMoney(sql, kept, mostUses)
  const uses = await describeUses(sql, found.uses)
  return funds.map((fund) => {
    const inFund = within(own, fund)
    const givenFen = sumOf(inFund.filter((place) => place.first))
    return {
      fund,
      givenFen,
      // What a failed refund gave back to the fund is there twice: as paid back, and as come again.
      refundedFen: sumOf(within(back, fund)) - (sumOf(inFund) - givenFen),
      uses: uses.filter((use) => use.root === fund).map(({ root, ...use }) => use),
      furtherFen: found.further.get(fund) ?? 0n,
      waitingFen: found.waiting.get(fund) ?? 0n,
    }
  })
}

const within = <T extends { fund: string }>(rows: readonly T[], fund: string) =>
  rows.filter((row) => row.fund === fund)
