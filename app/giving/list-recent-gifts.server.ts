import type { Sql } from '~/platform/db.server'
import type { RecentGift } from './recent-gift-shape'

/** The newest sealed gifts of a campaign, newest first, `limit` at most 50; `before` (confirmation instant) pages on. */
export async function listRecentGifts(
  sql: Sql,
  campaign: string,
  options: { limit?: number; before?: Date } = {},
): Promise<RecentGift[]> {
  const rows = await sql.query<{
    index: bigint
    name: string | null
    amount_fen: bigint
    message: string | null
    at: Date
  }>(
    `SELECT l.index, CASE WHEN g.name_consent AND g.name_state = 'shown' AND g.donor_name <> '' THEN g.donor_name END AS name, g.amount_fen,
            CASE WHEN g.message_state = 'approved' THEN g.message END AS message, g.confirmed_at AS at
       FROM giving_gift g JOIN ledger_leaf l ON l.entry_id = g.entry_id
      WHERE g.campaign = $1 AND g.confirmed_at < coalesce($2::timestamptz, 'infinity') AND g.refunded_at IS NULL
      ORDER BY g.confirmed_at DESC LIMIT $3`,
    [campaign, options.before ?? null, Math.min(options.limit ?? 10, 50)],
  )
  return rows.map((r) => ({
    index: r.index.toString(),
    name: r.name,
    amountFen: r.amount_fen.toString(),
    message: r.message,
    at: r.at.toISOString(),
  }))
}
