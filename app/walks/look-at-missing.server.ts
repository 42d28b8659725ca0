import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findMissing } from './internal/missing-query'
import type { MissingContact, MissingKey, MissingOf } from './missing'

/**
 * Names and phones of one page of whoever is looked for, for whoever runs the day. Each look stands in the trail (that somebody looked,
 * and at how many; never a name). Refuses `not-allowed`.
 */
export async function lookAtMissing(
  db: Database,
  by: Actor,
  {
    campaign,
    now,
    after = null,
    ...which
  }: { campaign: string; now: Date; after?: MissingKey | null } & MissingOf,
): Promise<Outcome<{ missing: MissingContact[] }, 'not-allowed'>> {
  if (!can(by, 'walker.look', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const { missing } = await findMissing(tx, campaign, { ...which, now, after })
    await recordAct(tx, {
      by,
      action: 'walker.look',
      subject: { kind: 'campaign', id: campaign },
      after: { ...which, walkers: missing.length },
    })
    return { ok: true, missing }
  })
}
