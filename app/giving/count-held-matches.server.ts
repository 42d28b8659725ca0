import type { Actor } from '~/identity/actor'
import { reachOf } from '~/identity/can'
import type { Sql } from '~/platform/db.server'

export interface HeldMatches {
  slug: string
  zh: string
  en: string
  count: number
}
const held = `
  SELECT c.slug, c.name_zh AS zh, c.name_en AS en, count(*)::int AS count
    FROM giving_match m JOIN giving_match_pot p ON p.id = m.pot_id JOIN campaigns_campaign c ON c.slug = p.campaign
   WHERE m.state = 'held' AND ($1::text[] IS NULL OR c.slug = ANY ($1)) GROUP BY c.slug ORDER BY c.slug LIMIT 20`

/** Campaigns with matches that wait for this person's decision. */
export async function countHeldMatches(sql: Sql, by: Actor): Promise<HeldMatches[]> {
  const reach = reachOf(by, 'matching.decide', 'campaign')
  if (reach !== '*' && reach.length === 0) return []
  return sql.query<HeldMatches>(held, [reach === '*' ? null : reach])
}
