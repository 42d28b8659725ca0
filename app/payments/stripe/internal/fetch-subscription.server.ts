import type Stripe from 'stripe'
import type { Outcome } from '~/platform/outcome'
import type { SubscriptionQuestion, SubscriptionState } from '../../subscription-gateway'
import { isObject, refOf } from './read-fields'
import { readInvoice, readSubscription } from './read-subscription'

type Found = Outcome<{ subscription: SubscriptionState }, 'unavailable' | 'unknown' | 'open' | 'expired'>

/** Finds the subscription behind a checkout or a payment, and reads it with its newest hundred invoices. Throws Stripe's errors. */
export async function fetchSubscription(stripe: Stripe, of: SubscriptionQuestion): Promise<Found> {
  let ref = 'subscriptionRef' in of ? of.subscriptionRef : ''
  if ('checkoutRef' in of) {
    const session = await stripe.checkout.sessions.retrieve(of.checkoutRef)
    if (session.status === 'open') return { ok: false, reason: 'open' }
    if (session.status === 'expired') return { ok: false, reason: 'expired' }
    ref = refOf(session.subscription)
  } else if ('paymentRef' in of) {
    const paid = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: of.paymentRef },
      expand: ['data.invoice'],
      limit: 1,
    })
    const invoice: unknown = paid.data[0]?.invoice
    ref = subscriptionOf(invoice)
  }
  if (!ref) return { ok: false, reason: 'unknown' }
  const subscription = await stripe.subscriptions.retrieve(ref, { expand: ['default_payment_method'] })
  const list = await stripe.invoices.list({ subscription: ref, limit: 100, expand: ['data.payments'] })
  const invoices = []
  for (const invoice of list.data) invoices.push(readInvoice(invoice, await failureOf(stripe, invoice)))
  return { ok: true, subscription: { ...readSubscription(subscription), invoices } }
}

/** Only an open invoice whose card was tried has a failure that matters; its payment knows the word. */
async function failureOf(stripe: Stripe, invoice: Stripe.Invoice): Promise<string> {
  if (invoice.status !== 'open' || invoice.attempt_count === 0) return ''
  const payment = refOf(invoice.payments?.data.at(-1)?.payment.payment_intent)
  if (!payment) return ''
  const { last_payment_error: error } = await stripe.paymentIntents.retrieve(payment)
  return error?.code === 'card_declined' ? (error.decline_code ?? error.code) : (error?.code ?? '')
}

function subscriptionOf(invoice: unknown): string {
  const parent = isObject(invoice) ? invoice.parent : null
  const details = isObject(parent) ? parent.subscription_details : null
  return isObject(details) ? refOf(details.subscription) : ''
}
