import type { Sql } from '~/platform/db.server'

const uncounted = `
  SELECT EXISTS (SELECT FROM market_stall s WHERE s.campaign = $1 AND (
    SELECT coalesce(sum(amount_fen), 0) FROM market_sale WHERE campaign = s.campaign AND stall = s.key AND method = 'cash')
    <> (SELECT coalesce(sum(expected_fen), 0) FROM market_count WHERE campaign = s.campaign AND stall = s.key AND agreed_at IS NOT NULL)
  ) AS yes`

/** Whether cash of a campaign's stalls waits to be counted: until it is, the campaign cannot be settled. */
export async function hasUncountedTakings(sql: Sql, campaign: string): Promise<boolean> {
  const [row] = await sql.query<{ yes: boolean }>(uncounted, [campaign])
  return row!.yes
}
