import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { missingToOpen, type OpenFault } from './campaign-editing'
import { findCampaign } from './find-campaign.server'

export type OpenRefusal = 'not-allowed' | 'unknown-campaign' | 'not-a-draft' | 'changed-since' | OpenFault

/**
 * Opens a draft to the public. Public fundraising needs its filing number and its designated platform first
 * (Charity Law and Order 81 of the Ministry of Civil Affairs; FIELD.md), or must say that it is for members and units only.
 * It needs four eyes: `by` is the second person, and `tx` the transaction that says so (`decideProposal`).
 * `proposed` are the versions that the first person proposed to open: what was edited since was seen by one person only.
 * Refuses `not-allowed`, `unknown-campaign`, `not-a-draft`, `changed-since`, and what missingToOpen names.
 */
export async function openCampaign(
  tx: Sql,
  by: Actor,
  slug: string,
  proposed?: { version: number; routingVersion: number },
): Promise<Outcome<{ slug: string }, OpenRefusal>> {
  if (!canAgree(by, 'campaign.open', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  const campaign = await findCampaign(tx, slug, { lock: true })
  if (!campaign) return { ok: false, reason: 'unknown-campaign' }
  if (campaign.state !== 'draft') return { ok: false, reason: 'not-a-draft' }
  if (
    proposed &&
    (proposed.version !== campaign.version || proposed.routingVersion !== campaign.routingVersion)
  )
    return { ok: false, reason: 'changed-since' }
  const [missing] = missingToOpen(campaign)
  if (missing) return { ok: false, reason: missing }
  await tx.query(`UPDATE campaigns_campaign SET state = 'open', opened_at = now() WHERE slug = $1`, [slug])
  const subject = { kind: 'campaign', id: slug }
  await recordAct(tx, {
    by,
    action: 'campaign.open',
    subject,
    before: { state: 'draft' },
    after: { state: 'open' },
  })
  return { ok: true, slug }
}
