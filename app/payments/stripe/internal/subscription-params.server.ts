import type Stripe from 'stripe'
import type { SubscriptionGateway } from '../../subscription-gateway'

type Input = Parameters<SubscriptionGateway['openSubscription']>[0]

/**
 * A checkout that begins a subscription: its payment is the first month's charge, and Stripe's own calendar has the day of each
 * following one (in shorter months the last). Which monthly gift it is rides on the subscription, whose metadata Stripe copies to
 * each invoice. Nothing about the donor is sent.
 */
export function subscriptionCheckout(input: Input): Stripe.Checkout.SessionCreateParams {
  const unitAmount = Number(input.amountFen)
  if (!Number.isSafeInteger(unitAmount) || unitAmount <= 0)
    throw new RangeError('a subscription needs a positive amount in whole fen')
  const metadata = { monthlyId: input.monthlyId, terms: String(input.terms) }
  return {
    mode: 'subscription',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: input.currency.toLowerCase(),
          unit_amount: unitAmount,
          recurring: { interval: 'month' },
          product_data: { name: input.description },
        },
      },
    ],
    // Wallets cannot be charged again at Stripe.
    allowed_payment_method_types: ['card'],
    client_reference_id: input.monthlyId,
    metadata,
    subscription_data: { metadata, description: input.description },
    locale: input.locale === 'zh-CN' ? 'zh' : 'en',
    success_url: input.returnUrl,
    cancel_url: input.cancelUrl,
  }
}
