import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

const lock = `
  SELECT g.campaign, r.state FROM giving_gift g JOIN giving_refund r ON r.gift_id = g.id
   WHERE g.id = $1::uuid AND r.id = $2::uuid AND g.payment_ref IS NULL FOR UPDATE OF g`
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
    const [row] = known ? await tx.query<{ campaign: string; state: string }>(lock, [giftId, refundId]) : []
    if (!can(by, 'gift.refund', { campaign: row?.campaign })) return { ok: false, reason: 'not-allowed' }
    if (!row) return { ok: false, reason: 'unknown-refund' }
    if (row.state !== 'asked') return { ok: false, reason: 'not-asked' }
    await tx.query(drop, [refundId])
    const subject = { kind: 'gift', id: giftId }
    await recordAct(tx, { by, action: 'gift.refund-dropped', subject, after: { refundId } })
    return { ok: true }
  })
}
