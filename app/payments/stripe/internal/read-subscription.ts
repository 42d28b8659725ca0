import type Stripe from 'stripe'
import type { SubscriptionInvoice, SubscriptionState } from '../../subscription-gateway'
import { idShape, refOf } from './read-fields'

const states: Record<string, SubscriptionState['state']> = {
  incomplete: 'waiting',
  trialing: 'active', // its day was moved
  active: 'active',
  past_due: 'past_due',
  unpaid: 'past_due',
  paused: 'paused',
  incomplete_expired: 'ended',
  canceled: 'ended',
}

const instantOf = (seconds: number) => new Date(seconds * 1000).toISOString()
const instantOrNull = (seconds: number | null | undefined) => (seconds == null ? null : instantOf(seconds))

export function readSubscription(subscription: Stripe.Subscription): Omit<SubscriptionState, 'invoices'> {
  const state = states[subscription.status] ?? 'waiting'
  const ends = state === 'ended'
  const paused = !ends && subscription.pause_collection !== null
  const id = subscription.metadata.monthlyId ?? ''
  const card =
    typeof subscription.default_payment_method === 'object' ? subscription.default_payment_method?.card : null
  return {
    subscriptionRef: subscription.id,
    customerRef: refOf(subscription.customer),
    monthlyId: idShape.test(id) ? id : '',
    terms: termsOf(subscription.metadata),
    state: paused ? 'paused' : state,
    endedAt: ends
      ? instantOf(subscription.ended_at ?? subscription.canceled_at ?? subscription.created)
      : null,
    endReason: ends ? endReasonOf(subscription) : null,
    nextChargeAt: ends || paused ? null : instantOrNull(subscription.items.data[0]?.current_period_end),
    anchorAt: instantOf(subscription.billing_cycle_anchor),
    card: card
      ? { last4: /^\d{4}$/.test(card.last4) ? card.last4 : '', until: monthOf(card.exp_year, card.exp_month) }
      : null,
  }
}

function endReasonOf({ status, cancellation_details: details }: Stripe.Subscription) {
  if (status === 'incomplete_expired' || details?.reason === 'payment_failed')
    return 'payment-failed' as const
  return details?.reason === 'cancellation_requested' ? ('asked' as const) : ('other' as const)
}

const monthOf = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`

function termsOf(metadata: Stripe.Metadata | null | undefined): number | null {
  const n = Number(metadata?.terms)
  return Number.isSafeInteger(n) && n > 0 ? n : null
}

export function readInvoice(invoice: Stripe.Invoice, failure: string): SubscriptionInvoice {
  const paid = invoice.payments?.data.find((p) => p.status === 'paid')
  const nothing = invoice.amount_due === 0 && invoice.amount_paid === 0
  return {
    ref: invoice.id!,
    state: nothing
      ? 'missed'
      : invoice.status === 'paid'
        ? 'paid'
        : invoice.status === 'draft' || invoice.status === 'open'
          ? 'open'
          : 'missed',
    amountFen: String(invoice.amount_due),
    paidFen: String(invoice.amount_paid),
    currency: invoice.currency.toUpperCase(),
    terms: termsOf(invoice.parent?.subscription_details?.metadata),
    paymentRef: refOf(paid?.payment.payment_intent),
    paidAt: instantOrNull(invoice.status_transitions.paid_at),
    createdAt: instantOf(invoice.created),
    attempts: invoice.attempt_count,
    nextTryAt: instantOrNull(invoice.next_payment_attempt),
    failure: /^\w{0,60}$/.test(failure) ? failure : '',
  }
}
