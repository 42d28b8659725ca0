import type { Sql } from '~/platform/db.server'

/** Whether a campaign has a walk that takes registrations now: one look by key, for a page that many see. */
export async function takesWalkers(sql: Sql, campaign: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign AND c.state = 'open'
      WHERE w.campaign = $1 AND w.register_from <= $2 AND $2 < w.register_until`,
    [campaign, now],
  )
  return rows.length > 0
}
