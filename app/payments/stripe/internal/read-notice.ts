import type { Notice } from '../../gateway'
import { giftOf, type Json, refOf } from './read-fields'

const kinds: Record<string, Notice['kind']> = {
  'charge.refunded': 'refund-not-booked',
  'charge.dispute.created': 'dispute-not-booked',
  'charge.dispute.closed': 'dispute-not-booked',
}

/** Types that move money behind the back of our books. */
export const noticeTypes = Object.keys(kinds)

/**
 * A refund or a dispute, read leniently: whatever is missing, a person must hear of it. A refund's charge names the gift
 * in its metadata; a dispute has metadata of its own and names the payment only. `amountFen` is what was refunded of
 * the charge so far, or what is disputed.
 */
export function readNotice(type: string, object: Json, eventId: string): Notice | null {
  const kind = kinds[type]
  if (!kind) return null
  const isRefund = kind === 'refund-not-booked'
  const gift = giftOf(object)
  const payment = refOf(object.payment_intent)
  const charge = refOf(isRefund ? object.id : object.charge)
  const amount = isRefund ? object.amount_refunded : object.amount
  return {
    kind,
    subject: gift || payment || charge || eventId,
    detail: {
      event: eventId,
      type,
      payment,
      charge,
      amountFen: Number.isSafeInteger(amount) ? String(amount) : '',
      currency: wordOf(object.currency).toUpperCase(),
      ...(!isRefund && { status: wordOf(object.status), reason: wordOf(object.reason) }),
    },
  }
}

/** One of the provider's words ("won", "fraudulent"); anything else could be text that the database does not take. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : ''
}
