import type { Gateway, ProviderFault } from '../gateway'
import { headerOf } from '../internal/header-of'
import { checkoutParams } from './internal/checkout-params.server'
import { listBalance, listPayouts } from './internal/list-balance.server'
import { listEvents } from './internal/list-events.server'
import { openStripe } from './internal/open-stripe.server'
import { readPaymentState } from './internal/read-session'
import { faultSorter } from './internal/sort-fault.server'
import { verifySignature } from './internal/verify-signature.server'

export interface StripeOptions {
  secretKey: string
  webhookSecret: string
  /** Origin of another server that speaks Stripe's API (the sandbox); Stripe itself when absent. */
  apiBase?: string
  /** Where hosted payment pages are served from, for the content security policy. */
  checkoutOrigins?: string[]
  /** Told when Stripe refuses our key (401) or its rights (403): no donor can pay until a person mends it. Must not throw. */
  onKeyRefused?: (fault: ProviderFault) => void
}

/**
 * The gateway to Stripe (Checkout Sessions, CNY, card + Alipay + WeChat Pay), and to anything that speaks its API.
 * Amounts at Stripe are whole fen too: CNY is a two-decimal currency there.
 */
export function createStripeGateway(options: StripeOptions): Gateway {
  const stripe = openStripe(options)
  const sortFault = faultSorter(options.onKeyRefused ?? (() => {}))

  const mode = /^[rs]k_(live|test)_/.exec(options.secretKey)?.[1]
  const live = mode === undefined ? undefined : mode === 'live'

  return {
    provider: 'stripe',
    ways: ['card', 'alipay', 'wechat_pay'],
    webhookPath: '/webhooks/stripe',
    webhookTaken: { type: 'application/json', body: '{"received":true}' },
    checkoutOrigins: options.checkoutOrigins ?? ['https://checkout.stripe.com'],

    async createCheckout(input) {
      try {
        const session = await stripe.checkout.sessions.create(checkoutParams(input), {
          idempotencyKey: `checkout:${input.giftId}`,
        })
        if (!session.url) return { ok: false, reason: 'refused' }
        return { ok: true, ref: session.id, url: session.url }
      } catch (error) {
        const fault = sortFault(error, 'open a checkout')
        return { ok: false, reason: fault === 'unavailable' ? 'unavailable' : 'refused' }
      }
    },

    async fetchPayment(checkoutRef) {
      try {
        const session = await stripe.checkout.sessions.retrieve(checkoutRef, {
          expand: ['payment_intent.latest_charge'],
        })
        return { ok: true, ...readPaymentState(session) }
      } catch (error) {
        const fault = sortFault(error, 'fetch a checkout')
        if (fault === 'refused') throw new Error('Stripe refused to show a checkout')
        return { ok: false, reason: fault }
      }
    },

    async refund({ paymentRef, amountFen, key }) {
      try {
        const refund = await stripe.refunds.create(
          { payment_intent: paymentRef, amount: Number(amountFen), metadata: { refundId: key } },
          { idempotencyKey: `refund:${key}` },
        )
        if (refund.status === 'failed' || refund.status === 'canceled')
          return { ok: false, reason: 'refused' }
        return { ok: true, refundRef: refund.id }
      } catch (error) {
        const fault = sortFault(error, 'refund a payment')
        return { ok: false, reason: fault === 'unavailable' ? 'unavailable' : 'refused' }
      }
    },

    listBalanceTransactions: (of) => listBalance(stripe, sortFault, of),
    listPayouts: (since) => listPayouts(stripe, sortFault, since),

    listEventsSince: (cursor) => listEvents(stripe, sortFault, cursor, live),

    verifyWebhook: (rawBody, headers, now = Math.floor(Date.now() / 1000)) =>
      verifySignature(options.webhookSecret, rawBody, headerOf(headers, 'stripe-signature'), now, live),
  }
}
