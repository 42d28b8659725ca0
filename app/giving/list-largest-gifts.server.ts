import type { Sql } from '~/platform/db.server'

export interface LargestGift {
  /** Number of its entry in the public log. */
  index: string
  /** By consent only. */
  name: string | null
  amountFen: string
  /** ISO 8601. */
  at: string
}

/** Read along `giving_gift_largest`: costs the same however many gifts there are. */
const largest = `
  SELECT l.index::text AS index, CASE WHEN g.name_consent AND g.donor_name <> '' THEN g.donor_name END AS name,
         g.amount_fen::text AS "amountFen", g.confirmed_at AS at
    FROM giving_gift g JOIN ledger_leaf l ON l.entry_id = g.entry_id
   WHERE g.campaign = $1 AND g.state = 'confirmed' AND g.refunded_at IS NULL
     AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = g.entry_id)
   ORDER BY g.amount_fen DESC, g.confirmed_at, g.id LIMIT $2`

/** The largest sealed gifts of a campaign that were not taken back, largest first, `limit` at most 50. */
export async function listLargestGifts(sql: Sql, campaign: string, limit = 10): Promise<LargestGift[]> {
  const rows = await sql.query<Omit<LargestGift, 'at'> & { at: Date }>(largest, [
    campaign,
    Math.min(limit, 50),
  ])
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
