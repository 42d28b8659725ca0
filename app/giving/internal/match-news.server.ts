import type { Share } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { GiftSeen } from '../match-suspicion'

/** A sealed entry that gives a gift, or takes money of one back (or a refund that failed: gives it back). */
export interface GiftNews {
  entryId: bigint
  given: boolean
  giftId: string
}
const news = `
  SELECT e.id AS "entryId", e.source = 'gift' AS given, x.gift_id::text AS "giftId"
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
    CROSS JOIN LATERAL (SELECT CASE e.source
      WHEN 'gift' THEN (SELECT id FROM giving_gift WHERE entry_id = e.id)
      WHEN 'reversal' THEN (SELECT id FROM giving_gift WHERE entry_id = e.reverses)
      WHEN 'refund' THEN (SELECT gift_id FROM giving_refund WHERE entry_id = coalesce(e.reverses, e.id))
      WHEN 'dispute' THEN (SELECT gift_id FROM giving_dispute WHERE closing_id = e.id) END AS gift_id) x
   WHERE l.index >= $1 AND l.index < $2 AND x.gift_id IS NOT NULL ORDER BY l.index`

/** What the log says of gifts from leaf `from` on, before `to`, in its order. */
export const readGiftNews = (tx: Sql, from: bigint, to: bigint): Promise<GiftNews[]> =>
  tx.query<GiftNews>(news, [from, to])

export interface GiftFacts {
  giftId: string
  campaign: string
  amountFen: Fen
  /** What of it has not gone back. */
  leftFen: Fen
  confirmedAt: Date
  donorName: string
  contactEmail: string
  /** A fee or a sale: it paid for something, and is not matched. */
  bought: boolean
  device: string
  address: string
  shares: Share[]
}
const facts = `
  SELECT g.id::text AS "giftId", g.campaign, g.amount_fen AS "amountFen",
         CASE WHEN g.refunded_at IS NOT NULL THEN 0 ELSE g.amount_fen - g.refunded_fen END AS "leftFen",
         g.confirmed_at AS "confirmedAt", g.donor_name AS "donorName", g.contact_email AS "contactEmail",
         g.via ~ '^(sale|party):' AS bought, coalesce(k.device, '') AS device, coalesce(k.address, '') AS address, a.funds, a.fens
    FROM giving_gift g LEFT JOIN giving_match_mark k ON k.gift_id = g.id
    CROSS JOIN LATERAL (SELECT array_agg(fund ORDER BY fund) AS funds, array_agg(amount_fen ORDER BY fund) AS fens
                          FROM giving_allocation WHERE gift_id = g.id) a
   WHERE g.id = ANY ($1::uuid[])`

export async function readGiftFacts(sql: Sql, giftIds: readonly string[]): Promise<Map<string, GiftFacts>> {
  type Row = Omit<GiftFacts, 'shares'> & { funds: string[]; fens: bigint[] }
  const rows = await sql.query<Row>(facts, [[...new Set(giftIds)]])
  return new Map(
    rows.map(({ funds, fens, ...row }) => [
      row.giftId,
      { ...row, shares: funds.map((fund, n) => ({ fund, amountFen: BigInt(fens[n]!) })) },
    ]),
  )
}

const seen = `
  SELECT m.gift_id::text AS "giftId", g.amount_fen AS "amountFen", g.confirmed_at AS at, m.donor_mark AS donor,
         coalesce(k.device, '') AS device, coalesce(k.address, '') AS address
    FROM giving_match m JOIN giving_gift g ON g.id = m.gift_id LEFT JOIN giving_match_mark k ON k.gift_id = m.gift_id
   WHERE m.pot_id = $1::uuid AND m.created_at > $2
     AND (m.donor_mark <> '' AND m.donor_mark = ANY ($3::text[]) OR k.device <> '' AND k.device = ANY ($4::text[])
          OR k.address <> '' AND k.address = ANY ($5::text[]))
   ORDER BY g.confirmed_at`
const byDonor = `
  SELECT donor_mark AS donor, sum(now_fen)::bigint AS fen FROM giving_match
   WHERE pot_id = $1::uuid AND donor_mark = ANY ($2::text[]) GROUP BY donor_mark`

/** What a pot has looked at that these gifts may look like, since `since`, and what each of their donors has of it. */
export async function readLookalikes(
  tx: Sql,
  potId: string,
  gifts: readonly GiftSeen[],
  since: Date,
): Promise<{ before: GiftSeen[]; byDonor: Map<string, Fen> }> {
  const known = (part: 'donor' | 'device' | 'address') => [
    ...new Set(gifts.map((g) => g[part]).filter((mark) => mark !== '')),
  ]
  const [donors, devices, addresses] = [known('donor'), known('device'), known('address')]
  if (donors.length + devices.length + addresses.length === 0) return { before: [], byDonor: new Map() }
  const rows = await tx.query<Omit<GiftSeen, 'at'> & { at: Date }>(seen, [
    potId,
    since,
    donors,
    devices,
    addresses,
  ])
  const sums = await tx.query<{ donor: string; fen: bigint }>(byDonor, [potId, donors])
  return {
    before: rows.map((row) => ({ ...row, at: row.at.getTime() })),
    byDonor: new Map(sums.map(({ donor, fen }) => [donor, fen])),
  }
}
