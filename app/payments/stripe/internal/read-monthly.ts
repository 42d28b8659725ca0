import type { MonthlyHint } from '../../subscription-gateway'
import { giftOf, isObject, type Json, refOf } from './read-fields'

/** Types that hint at a change of a subscription. What has changed is fetched, whichever of them comes and in whatever order. */
export const monthlyTypes = [
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'invoice.paid',
  'invoice.payment_failed',
]

const hint = (over: Partial<Omit<MonthlyHint, 'about'>>): MonthlyHint => ({
  about: 'monthly',
  subscriptionRef: '',
  checkoutRef: '',
  paymentRef: '',
  ...over,
})

/** Null for an invoice of no subscription: that is another use of the account. */
export function readMonthly(type: string, object: Json): MonthlyHint | null | undefined {
  const ref = type.startsWith('invoice.') ? subscriptionOfInvoice(object) : refOf(object.id)
  if (ref) return hint({ subscriptionRef: ref })
  return type.startsWith('invoice.') ? null : undefined
}

function subscriptionOfInvoice({ parent }: Json): string {
  const details = isObject(parent) ? parent.subscription_details : null
  return isObject(details) ? refOf(details.subscription) : ''
}

/** A charge of a customer that names no gift: what we charge once has no customer at Stripe. */
export function hintFromCharge(charge: Json): MonthlyHint | null {
  const payment = refOf(charge.payment_intent)
  if (giftOf(charge) !== '' || refOf(charge.customer) === '' || !payment || charge.captured === false)
    return null
  return hint({ paymentRef: payment })
}

/** A checkout of ours that began a subscription, took a card, or will never do either: those say whose they are. */
export function hintFromSession(type: string, session: Json): MonthlyHint | null {
  if (type !== 'checkout.session.completed' && type !== 'checkout.session.expired') return null
  const says = isObject(session.metadata) ? session.metadata : {}
  const ours =
    session.mode === 'subscription' ? says.monthlyId : session.mode === 'setup' ? says.subscription : ''
  const ref = refOf(session.id)
  return ref && refOf(ours) ? hint({ checkoutRef: ref }) : null
}
