import type { Sql } from '~/platform/db.server'

const find = `
  SELECT c.campaign, (coalesce((SELECT sum(amount_fen) FROM market_sale WHERE campaign = c.campaign AND method = 'cash'), 0)
                    - coalesce((SELECT sum(expected_fen) FROM market_count
                                 WHERE campaign = c.campaign AND agreed_at IS NOT NULL), 0))::bigint AS fen
    FROM (SELECT DISTINCT campaign FROM market_stall WHERE campaign = ANY($1::text[])) c`

/** Cash on stalls' receipts that two people have not counted yet, in fen, by campaign; those without a market are left out. */
export async function uncountedCashOf(
  sql: Sql,
  campaigns: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  if (campaigns.length === 0) return new Map()
  const rows = await sql.query<{ campaign: string; fen: bigint }>(find, [campaigns])
  return new Map(rows.map(({ campaign, fen }) => [campaign, fen]))
}

/** How much of what is pending is cash in stalls' boxes: receipts that came a moment ago may not be in the total yet. */
export const cashWithin = (pendingFen: bigint, uncountedFen: bigint): bigint =>
  uncountedFen <= 0n ? 0n : uncountedFen < pendingFen ? uncountedFen : pendingFen < 0n ? 0n : pendingFen
