import type { Sql } from '~/platform/db.server'

export interface HeldGift {
  giftId: string
  campaignZh: string
  campaignEn: string
  reason: string
  decision: 'keep' | 'return' | null
  note: string
  /** What the donor was asked to pay, a covered fee included. */
  expectedFen: bigint
  feeCoverFen: bigint
  /** Null where the first fact was not kept. */
  arrivedFen: string | null
  arrivedCurrency: string | null
  paymentRef: string | null
  at: Date
}
export interface HeldKey {
  at: Date
  giftId: string
}

/** One page of gifts that are held for a person, oldest first. */
export async function listHeldGifts(
  sql: Sql,
  { after, limit = 20 }: { after?: HeldKey; limit?: number } = {},
): Promise<{ gifts: HeldGift[]; next: HeldKey | null }> {
  const rows = await sql.query<HeldGift>(
    `SELECT g.id AS "giftId", c.name_zh AS "campaignZh", c.name_en AS "campaignEn", coalesce(g.held_reason, 'held') AS reason,
            g.hold_decision AS decision, g.hold_note AS note, g.amount_fen + g.fee_cover_fen AS "expectedFen",
            g.fee_cover_fen AS "feeCoverFen", g.held_fact ->> 'amountFen' AS "arrivedFen",
            upper(g.held_fact ->> 'currency') AS "arrivedCurrency", g.payment_ref AS "paymentRef", g.held_at AS at
       FROM giving_gift g JOIN campaigns_campaign c ON c.slug = g.campaign
      WHERE g.state = 'held' AND ($1::timestamptz IS NULL OR (g.held_at, g.id) > ($1::timestamptz, $2::uuid))
      ORDER BY g.held_at, g.id LIMIT $3`,
    [after?.at ?? null, after?.giftId ?? null, limit + 1],
  )
  const gifts = rows.slice(0, limit)
  const last = gifts.at(-1)
  return { gifts, next: rows.length > limit && last ? { at: last.at, giftId: last.giftId } : null }
}
