import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findGift } from './find-gift.server'

/**
 * How to reach a gift's donor, for treasurer and administrator; each look stands in the trail (the look, never the
 * address). Refusals: `not-allowed`, `not-found`, `no-address`.
 */
export async function lookAtContact(
  db: Database,
  by: Actor,
  giftId: string,
): Promise<Outcome<{ mail: string }, 'not-allowed' | 'not-found' | 'no-address'>> {
  return db.transaction(async (tx) => {
    const gift = await findGift(tx, giftId)
    if (!gift) return { ok: false, reason: 'not-found' }
    if (!can(by, 'gift.look', { campaign: gift.campaign })) return { ok: false, reason: 'not-allowed' }
    if (gift.contactEmail === '') return { ok: false, reason: 'no-address' }
    await recordAct(tx, { by, action: 'gift.look', subject: { kind: 'gift', id: giftId } })
    return { ok: true, mail: gift.contactEmail }
  })
}
