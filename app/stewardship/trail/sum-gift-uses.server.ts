import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { followMoney } from './internal/follow-money.server'
import { type Span, sumOf, without } from './queue'
import { mostUses } from './trace-gift.server'

type Place = Span & { gift: string; fund: string }

// A covered fee is not among a gift's funds.
const ofGifts = `
    FROM giving_gift g JOIN giving_allocation a ON a.gift_id = g.id
   CROSS JOIN LATERAL (SELECT * FROM`
const here = `
     WHERE owner = g.entry_id AND fund = a.fund) p
   WHERE g.id = ANY ($1::uuid[]) AND g.entry_id IS NOT NULL`
const ownMoney = `
  SELECT g.id::text AS gift, p.fund, p.from_fen AS "fromFen", p.through_fen AS "throughFen"
  ${ofGifts} stewardship_trail_in ${here}`
const paidBack = `
  SELECT g.id::text AS gift, p.fund, coalesce(p.stands_fen, p.from_fen) AS "fromFen",
         coalesce(p.stands_fen, p.from_fen) + p.through_fen - p.from_fen AS "throughFen"
  ${ofGifts} stewardship_trail_out ${here}`

/** How much of a gift is in its funds for good (what was paid back is not), and how much of that is used. */
export interface GiftUse {
  keptFen: Fen
  usedFen: Fen
}

/**
 * The sums of `traceGift` for a list of gifts, by id, with as many questions to the database as for one of them. Gifts that are
 * not sealed yet, or were wholly paid back, are not in the answer.
 */
export async function sumGiftUses(sql: Sql, giftIds: readonly string[]): Promise<Map<string, GiftUse>> {
  const sums = new Map<string, GiftUse>()
  const own = giftIds.length > 0 ? await sql.query<Place>(ownMoney, [giftIds]) : []
  if (own.length === 0) return sums
  const back = await sql.query<Place>(paidBack, [giftIds])
  const kept = own.flatMap(({ gift, fund, ...span }) => {
    const gone = back.filter((place) => place.gift === gift && place.fund === fund)
    return without([span], gone).map((left) => ({ ...left, fund, root: gift }))
  })
  const { waiting } = await followMoney(sql, kept, mostUses)
  for (const root of new Set(kept.map((piece) => piece.root))) {
    const keptFen = sumOf(kept.filter((piece) => piece.root === root))
    sums.set(root, { keptFen, usedFen: keptFen - (waiting.get(root) ?? 0n) })
  }
  return sums
}
