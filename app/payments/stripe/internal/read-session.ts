import type Stripe from 'stripe'
import type { PaymentFact, PaymentState } from '../../gateway'
import { chargeFact, sessionFact } from './read-event'

/** Reads a session fetched with its payment intent and latest charge: where the gift stands at the provider now. */
export function readPaymentState(session: Stripe.Checkout.Session): PaymentState {
  return { fact: factOf(session), openUrl: session.status === 'open' ? (session.url ?? null) : null }
}

function factOf(session: Stripe.Checkout.Session): PaymentFact | null {
  const plain = session as unknown as Record<string, unknown>
  const at = new Date(session.created * 1000).toISOString()
  if (session.status === 'expired') return sessionFact(plain, 'expired', at) ?? null
  if (session.status !== 'complete') return null
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null
  if (session.payment_status === 'paid') {
    // The charge's own time is the nearest there is to when the money moved.
    const paidAt = new Date((charge?.created ?? session.created) * 1000).toISOString()
    const exact = charge && chargeFact(charge as unknown as Record<string, unknown>, paidAt)
    return exact || (sessionFact(plain, 'paid', paidAt) ?? null)
  }
  const failed = intent?.status === 'requires_payment_method' || intent?.status === 'canceled'
  return sessionFact(plain, failed ? 'failed' : 'processing', at) ?? null
}
