import type { BackFact } from '../../gateway'
import { isObject, type Json, refOf } from './read-fields'

/** Types that tell of money back. */
export const backTypes = [
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
]

/**
 * A refund, a dispute, or how much of a charge has gone back in all. Null when it says nothing about money (an inquiry is no
 * dispute yet), undefined when it lacks what it must have: then a person hears of it.
 */
export function readBack(type: string, object: Json, at: string): BackFact | null | undefined {
  if (type.startsWith('charge.dispute.')) return disputeFact(type, object, at)
  if (type.startsWith('refund.')) return refundFact(object, at)
  if (type !== 'charge.refunded') return null
  const paymentRef = paymentOf(object) || refOf(object.id)
  return back(
    { about: 'refund-total', ref: paymentRef, paymentRef, status: 'succeeded', at },
    object,
    object.amount_refunded,
  )
}

const refundStates: Record<string, BackFact['status']> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
}

/** It counts on the day the provider took it from the balance, which is when it was made. */
function refundFact(refund: Json, at: string): BackFact | undefined {
  const status = refundStates[String(refund.status)]
  if (!status) return undefined
  const refundId = isObject(refund.metadata) ? refOf(refund.metadata.refundId) : ''
  const made = instantOf(refund.created) ?? at
  return back(
    {
      about: 'refund',
      ref: refOf(refund.id),
      paymentRef: paymentOf(refund) || refOf(refund.charge),
      status,
      at: status === 'failed' ? at : made,
      ...(refundId && { refundId }),
      ...(status === 'failed' && { failure: wordOf(refund.failure_reason) }),
    },
    refund,
    refund.amount,
  )
}

/** Only its money counts: an inquiry (`warning_…`) withholds none. */
function disputeFact(type: string, dispute: Json, at: string): BackFact | null | undefined {
  const says = String(dispute.status)
  if (says.startsWith('warning_')) return null
  const status = type.endsWith('.funds_reinstated')
    ? 'won'
    : !type.endsWith('.closed')
      ? 'withheld'
      : says === 'won' || says === 'lost'
        ? says
        : undefined
  if (!status) return undefined
  const openedAt = instantOf(dispute.created) ?? at
  const paymentRef = paymentOf(dispute) || refOf(dispute.charge)
  return back(
    { about: 'dispute', ref: refOf(dispute.id), paymentRef, status, openedAt, at },
    dispute,
    dispute.amount,
  )
}

function back(
  rest: Omit<BackFact, 'amountFen' | 'currency'>,
  { currency }: Json,
  amount: unknown,
): BackFact | undefined {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) return undefined
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency)) return undefined
  if (rest.ref === '' || rest.paymentRef === '') return undefined
  return { ...rest, amountFen: String(amount), currency: currency.toUpperCase() }
}

const paymentOf = (object: Json) => refOf(object.payment_intent)

const lastSecond = 253_402_300_799 // 9999-12-31: PostgreSQL and Date both take it
function instantOf(seconds: unknown): string | undefined {
  const is = typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && seconds <= lastSecond
  return is ? new Date(seconds * 1000).toISOString() : undefined
}

/** One of the provider's words ("declined"); anything else could be text that the database does not take. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : ''
}
