import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/** Ends the giving: no new gift is started; payments under way still arrive. Refuses `not-open`. */
export async function closeCampaign(sql: Sql, slug: string): Promise<Outcome<{ slug: string }, 'not-open'>> {
  const rows = await sql.query(
    `UPDATE campaigns_campaign SET state = 'closed', closed_at = now() WHERE slug = $1 AND state = 'open' RETURNING slug`,
    [slug],
  )
  return rows.length ? { ok: true, slug } : { ok: false, reason: 'not-open' }
}
