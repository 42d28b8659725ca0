import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { keepRefund, lockRefundable, type RefundOrder, restOf } from './internal/keep-refund.server'
import { longestRefundNote } from './refund'

export type AskRefusal =
  | 'not-allowed'
  | 'unknown-gift'
  | 'not-refundable'
  | 'amount-invalid'
  | 'more-than-left'
  | 'note-too-long'
  | 'already-proposed'

/**
 * Asks for a refund, whole or in part, split over what is left of the gift's funds. Up to `aloneUpToFen` for one gift in all, one
 * person is enough; above it the order waits for a second one (`proposed`). What is asked for is at once no longer there for
 * another refund. The provider is asked by the job `send-refund`, and the books follow when it says that the money went; what came by bank,
 * in cash or by cheque is paid by a treasurer and booked by `pay-refund`.
 * Asked again with the same id, nothing more happens. The note stays out of the trail of a refund by one person.
 * Refuses `not-allowed`, `unknown-gift`, `not-refundable` (no confirmed gift, or one that was reversed), `amount-invalid`,
 * `more-than-left`, `note-too-long`, `already-proposed`.
 */
export async function askRefund(
  db: Database,
  by: Actor,
  order: RefundOrder,
  aloneUpToFen: bigint,
): Promise<Outcome<{ refundId: string; proposed: boolean }, AskRefusal>> {
  const { refundId, giftId, amountFen, reason } = order
  const note = order.note.trim()
  return db.transaction(async (tx) => {
    const gift = isUuid(giftId) ? await lockRefundable(tx, giftId) : undefined
    if (!can(by, 'gift.refund', { campaign: gift?.campaign })) return { ok: false, reason: 'not-allowed' }
    if (!gift) return { ok: false, reason: 'unknown-gift' }
    if (!gift.stands) return { ok: false, reason: 'not-refundable' }
    if (amountFen <= 0n || !isUuid(refundId)) return { ok: false, reason: 'amount-invalid' }
    if ([...note].length > longestRefundNote) return { ok: false, reason: 'note-too-long' }
    const rest = await restOf(tx, giftId, refundId)
    if (rest.known) return { ok: true, refundId, proposed: false }
    if (amountFen > rest.left) return { ok: false, reason: 'more-than-left' }
    const subject = { kind: 'gift', id: giftId }
    if (rest.back + amountFen > aloneUpToFen) {
      const payload = {
        refundId,
        giftId,
        amountFen: amountFen.toString(),
        reason,
        askedBy: by.id,
        askedName: by.name,
      }
      const reach = { campaign: gift.campaign }
      const proposed = await propose(tx, by, { action: 'gift.refund', subject, reach, payload, note })
      return proposed.ok ? { ok: true, refundId, proposed: true } : proposed
    }
    await keepRefund(tx, {
      ...order,
      note,
      leftFen: rest.left,
      askedBy: by.id,
      askedName: by.name,
      agreedBy: '',
    })
    await recordAct(tx, { by, action: 'gift.refund', subject, after: { refundId, amountFen, reason } })
    return { ok: true, refundId, proposed: false }
  })
}
