import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

const find = `
  SELECT c.id, c.finished_at IS NOT NULL AS finished, c.back_at IS NOT NULL AS confirmed FROM walks_card c
   WHERE c.campaign = $1 AND c.walker_id = $2::uuid FOR UPDATE`
const confirm = 'UPDATE walks_card SET back_at = $2, unsure = false WHERE id = $1'

/**
 * Says of a walker whom only the finish's poster has seen that they are back: from then on nobody looks for them. Told in the
 * trail, by the walker's id. Said twice it is said once. Refuses `not-allowed`, `unknown`, and `not-at-finish` (nothing says that
 * they are back: a volunteer's stamp at the finish does).
 */
export async function confirmBack(
  db: Database,
  by: Actor,
  { campaign, walkerId, now }: { campaign: string; walkerId: string; now: Date },
): Promise<Outcome<object, 'not-allowed' | 'unknown' | 'not-at-finish'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(walkerId)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [card] = await tx.query<{ id: string; finished: boolean; confirmed: boolean }>(find, [
      campaign,
      walkerId,
    ])
    if (!card) return { ok: false, reason: 'unknown' }
    if (!card.finished) return { ok: false, reason: 'not-at-finish' }
    if (card.confirmed) return { ok: true }
    await tx.query(confirm, [card.id, now])
    await recordAct(tx, { by, action: 'walker.back', subject: { kind: 'walker', id: walkerId } })
    await tx.query(`SELECT pg_notify('walk', $1)`, [campaign])
    return { ok: true }
  })
}
