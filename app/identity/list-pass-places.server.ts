import type { Sql } from '~/platform/db.server'

/** Names of places that passes of this campaign were made for, the newest first: so that a place is called the same each time. */
export async function listPassPlaces(sql: Sql, campaign: string): Promise<string[]> {
  const rows = await sql.query<{ place: string }>(
    `SELECT place FROM identity_pass WHERE campaign = $1 GROUP BY place ORDER BY max(created_at) DESC LIMIT 50`,
    [campaign],
  )
  return rows.map(({ place }) => place)
}
