import type { BackFact, Channel, Notice, PaymentFact, ProviderEvent } from '../../gateway'
import type { MonthlyHint } from '../../subscription-gateway'
import { backTypes, readBack } from './read-back'
import { giftOf, idShape, isObject, type Json, refOf } from './read-fields'
import { hintFromCharge, hintFromSession, monthlyTypes, readMonthly } from './read-monthly'

/** The event types that can carry a fact or a notice; all others are stored and say nothing. */
export const tellingTypes = [
  'charge.succeeded',
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  ...backTypes,
  ...monthlyTypes,
]

const typeShape = /^[\w.]{1,120}$/

/**
 * Reads one parsed Stripe event by hand, because this runs for every webhook. Answers null when it is not an event. One
 * that lacks what its fact needs, or comes from the other mode than our key's (`live`: test money is no money), is kept
 * with a notice instead: it must neither stop those behind it nor pass unseen. Strings are checked before they go near the database:
 * JSON can carry NUL and lone surrogates, PostgreSQL cannot. See docs/decisions/0005 for which type says what.
 */
export function readEvent(parsed: unknown, payload: string, live?: boolean): ProviderEvent | null {
  if (!isObject(parsed) || parsed.object !== 'event') return null
  const { id, type, created, data } = parsed
  if (typeof id !== 'string' || !idShape.test(id)) return null
  if (typeof type !== 'string' || !typeShape.test(type)) return null
  if (!isSeconds(created)) return null
  if (!isObject(data) || !isObject(data.object)) return null
  const at = new Date(created * 1000).toISOString()
  const event = { provider: 'stripe', id, type, createdAt: at, payload }
  const aside = (kind: Notice['kind']) => ({
    ...event,
    fact: null,
    notice: { kind, subject: id, detail: { event: id, type } },
  })
  if (live !== undefined && parsed.livemode === !live && tellingTypes.includes(type))
    return aside('event-of-other-mode')
  const fact = readFact(type, data.object, at)
  if (fact === undefined) return aside('event-unreadable')
  return { ...event, fact, notice: null }
}

function readFact(
  type: string,
  object: Json,
  at: string,
): PaymentFact | BackFact | MonthlyHint | null | undefined {
  if (monthlyTypes.includes(type)) return readMonthly(type, object)
  const hint = type === 'charge.succeeded' ? hintFromCharge(object) : hintFromSession(type, object)
  if (hint) return hint
  switch (type) {
    case 'charge.succeeded':
      return chargeFact(object, at)
    case 'checkout.session.completed':
      return sessionFact(object, object.payment_status === 'unpaid' ? 'processing' : 'paid', at)
    case 'checkout.session.async_payment_succeeded':
      return sessionFact(object, 'paid', at)
    case 'checkout.session.async_payment_failed':
      return sessionFact(object, 'failed', at)
    case 'checkout.session.expired':
      return sessionFact(object, 'expired', at)
    default:
      return readBack(type, object, at)
  }
}

/** A charge knows all four: the captured amount, the currency, the method and (copied from the intent) the gift. */
export function chargeFact(charge: Json, at: string): PaymentFact | null | undefined {
  if (charge.captured === false) return null // only reserved: no money has moved
  const details = charge.payment_method_details
  return fact({
    giftId: giftOf(charge),
    status: 'paid',
    amount: charge.amount_captured ?? charge.amount,
    currency: charge.currency,
    paymentRef: refOf(charge.payment_intent) || refOf(charge.id),
    channel: channelOf(isObject(details) ? details.type : undefined),
    at,
  })
}

/** A session names the methods on offer, not the one used: with more than one on offer the channel is `other`. */
export function sessionFact(
  session: Json,
  status: PaymentFact['status'],
  at: string,
): PaymentFact | null | undefined {
  if (session.mode !== undefined && session.mode !== 'payment') return null // another use of the same account
  const offered = session.payment_method_types
  return fact({
    giftId: giftOf(session),
    status,
    amount: session.amount_total,
    currency: session.currency,
    paymentRef: refOf(session.payment_intent) || refOf(session.id),
    channel: channelOf(Array.isArray(offered) && offered.length === 1 ? offered[0] : undefined),
    at,
  })
}

interface RawFact extends Omit<PaymentFact, 'amountFen' | 'currency'> {
  amount: unknown
  currency: unknown
}

function fact({ amount, currency, ...rest }: RawFact): PaymentFact | undefined {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) return undefined
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency)) return undefined
  if (rest.paymentRef === '') return undefined
  return { ...rest, amountFen: String(amount), currency: currency.toUpperCase() }
}

function channelOf(method: unknown): Channel {
  return method === 'card' || method === 'alipay' || method === 'wechat_pay' ? method : 'other'
}

const lastSecond = 253_402_300_799 // 9999-12-31: PostgreSQL and Date both take it

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= lastSecond
}
