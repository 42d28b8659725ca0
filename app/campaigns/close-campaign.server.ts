import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

const close = `
  UPDATE campaigns_campaign SET state = 'closed', closed_at = now() WHERE slug = $1 AND state = 'open' RETURNING slug`

/**
 * Ends the giving: no new gift is started; payments under way still arrive. `note` says why, for the trail.
 * Refuses `not-allowed`, `not-open`.
 */
export async function closeCampaign(
  db: Database,
  by: Actor,
  slug: string,
  note?: string,
): Promise<Outcome<{ slug: string }, 'not-allowed' | 'not-open'>> {
  if (!can(by, 'campaign.close', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const rows = await tx.query(close, [slug])
    if (rows.length === 0) return { ok: false, reason: 'not-open' }
    await recordAct(tx, {
      by,
      action: 'campaign.close',
      subject: { kind: 'campaign', id: slug },
      before: { state: 'open' },
      after: { state: 'closed' },
      note,
    })
    return { ok: true, slug }
  })
}
