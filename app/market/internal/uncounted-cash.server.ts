import type { Sql } from '~/platform/db.server'

/**
 * SQL: cash receipts of a stall that arrived up to `$3` (all of them when null), less what earlier counts answered for. So
 * every receipt is answered for once, however late it comes.
 */
const uncounted = `
  SELECT (coalesce((SELECT sum(amount_fen) FROM market_sale WHERE campaign = $1 AND stall = $2 AND method = 'cash'
                       AND ($3::timestamptz IS NULL OR arrived_at <= $3)), 0)
        - coalesce((SELECT sum(expected_fen) FROM market_count WHERE campaign = $1 AND stall = $2 AND agreed_at IS NOT NULL), 0)
         )::bigint AS fen`

/** The cash that should be in a stall's box, in fen. */
export async function uncountedCash(
  tx: Sql,
  campaign: string,
  stall: string,
  until: Date | null = null,
): Promise<bigint> {
  const [row] = await tx.query<{ fen: bigint }>(uncounted, [campaign, stall, until])
  return row!.fen
}
