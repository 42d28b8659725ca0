import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

const lock = `
  SELECT campaign, payment_ref IS NULL AS ours FROM giving_gift WHERE id = $1::uuid FOR UPDATE`
/** Read once the gift is locked, by a statement of its own: what somebody has just paid is seen. */
const find = 'SELECT state FROM giving_refund WHERE id = $2::uuid AND gift_id = $1::uuid'
const drop = `UPDATE giving_refund SET state = 'failed', failure = 'dropped' WHERE id = $1::uuid`

/**
 * A refund that was to be paid by hand is not paid after all: what it held is the gift's again. What a provider was asked for cannot be
 * called back. Refuses `not-allowed`, `unknown-refund`, `not-asked` (it was paid or dropped before).
 */
export async function dropRefund(
  db: Database,
  by: Actor,
  { giftId, refundId }: { giftId: string; refundId: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-refund' | 'not-asked'>> {
  const known = isUuid(giftId) && isUuid(refundId)
  return db.transaction(async (tx) => {
    const [gift] = known ? await tx.query<{ campaign: string; ours: boolean }>(lock, [giftId]) : []
    if (!can(by, 'gift.refund', { campaign: gift?.campaign })) return { ok: false, reason: 'not-allowed' }
    const [row] = gift?.ours ? await tx.query<{ state: string }>(find, [giftId, refundId]) : []
    if (!row) return { ok: false, reason: 'unknown-refund' }
    if (row.state !== 'asked') return { ok: false, reason: 'not-asked' }
    await tx.query(drop, [refundId])
    const subject = { kind: 'gift', id: giftId }
    await recordAct(tx, { by, action: 'gift.refund-dropped', subject, after: { refundId } })
    return { ok: true }
  })
}
