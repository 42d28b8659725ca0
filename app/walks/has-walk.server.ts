import type { Sql } from '~/platform/db.server'

/** Whether a campaign has a walk. Whether the campaign may be seen is the caller's to ask. */
export async function hasWalk(sql: Sql, campaign: string): Promise<boolean> {
  const rows = await sql.query('SELECT campaign FROM walks_walk WHERE campaign = $1', [campaign])
  return rows.length > 0
}
