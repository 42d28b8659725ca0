import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/**
 * Ends a closed campaign for good, once no checkout is open (the provider expires them within a
 * day), no payment is under way and no gift is held for a person.
 * It stands here and not in campaigns/ because that room has never heard of a gift. Refuses `not-closed`, `gifts-unsettled`.
 */
export async function settleCampaign(
  sql: Sql,
  slug: string,
): Promise<Outcome<{ slug: string }, 'not-closed' | 'gifts-unsettled'>> {
  const [row] = await sql.query<{ waiting: boolean; settled: boolean }>(
    `WITH waiting AS (SELECT EXISTS (SELECT FROM giving_gift WHERE campaign = $1
         AND (state IN ('pending', 'held') OR state = 'started' AND checkout_ref IS NOT NULL)) AS yes),
     moved AS (
       UPDATE campaigns_campaign SET state = 'settled', settled_at = now()
        WHERE slug = $1 AND state = 'closed' AND NOT (SELECT yes FROM waiting) RETURNING slug
     ) SELECT (SELECT yes FROM waiting) AS waiting, EXISTS (SELECT FROM moved) AS settled`,
    [slug],
  )
  if (row!.settled) return { ok: true, slug }
  return { ok: false, reason: row!.waiting ? 'gifts-unsettled' : 'not-closed' }
}
