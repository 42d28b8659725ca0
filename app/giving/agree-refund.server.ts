import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { keepRefund, lockRefundable, type RefundOrder, restOf } from './internal/keep-refund.server'

/**
 * Writes down a refund that two people want, in `tx`, which says that `by`, the second, has agreed. What is left is looked at
 * again: another refund may have come between, or the gift was reversed. Refuses `not-allowed`, `more-than-left`, `changed-since` (it is written already).
 */
export async function agreeRefund(
  tx: Sql,
  by: Actor,
  order: RefundOrder & { askedBy: string; askedName: string },
): Promise<Outcome<{ refundId: string }, 'not-allowed' | 'more-than-left' | 'changed-since'>> {
  const { refundId, giftId, amountFen, reason } = order
  const gift = isUuid(giftId) && isUuid(refundId) ? await lockRefundable(tx, giftId) : undefined
  if (!canAgree(by, 'gift.refund', { campaign: gift?.campaign })) return { ok: false, reason: 'not-allowed' }
  if (!gift?.stands) return { ok: false, reason: 'changed-since' }
  const rest = await restOf(tx, giftId, refundId)
  if (rest.known) return { ok: false, reason: 'changed-since' }
  if (amountFen > rest.left) return { ok: false, reason: 'more-than-left' }
  await keepRefund(tx, { ...order, leftFen: rest.left, agreedBy: by.id })
  const subject = { kind: 'gift', id: giftId }
  await recordAct(tx, { by, action: 'gift.refund', subject, after: { refundId, amountFen, reason } })
  return { ok: true, refundId }
}
