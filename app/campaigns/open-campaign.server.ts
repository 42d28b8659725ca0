import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findCampaign } from './find-campaign.server'
import { type RoutingRefusal, routingRefusal } from './routing'

export type OpenRefusal =
  | 'unknown-campaign'
  | 'not-a-draft'
  | 'filing-missing'
  | 'unknown-fund'
  | RoutingRefusal

/**
 * Opens a draft to the public. Public fundraising needs its filing number and its designated platform first
 * (Charity Law and Order 81 of the Ministry of Civil Affairs; FIELD.md), or must say that it is for members and units only.
 * Refuses `unknown-campaign`, `not-a-draft`, `filing-missing`, `unknown-fund` and what routingRefusal names.
 */
export async function openCampaign(
  db: Database,
  slug: string,
): Promise<Outcome<{ slug: string }, OpenRefusal>> {
  return db.transaction(async (tx) => {
    const campaign = await findCampaign(tx, slug, { lock: true })
    if (!campaign) return { ok: false, reason: 'unknown-campaign' }
    if (campaign.state !== 'draft') return { ok: false, reason: 'not-a-draft' }
    if (!campaign.membersOnly && !(campaign.filingNumber && campaign.designatedPlatform)) {
      return { ok: false, reason: 'filing-missing' }
    }
    if (campaign.routing.routes.some((r) => r.nameZh === '')) return { ok: false, reason: 'unknown-fund' }
    const refusal = routingRefusal(campaign.routing)
    if (refusal) return { ok: false, reason: refusal }
    await tx.query(`UPDATE campaigns_campaign SET state = 'open', opened_at = now() WHERE slug = $1`, [slug])
    return { ok: true, slug }
  })
}
