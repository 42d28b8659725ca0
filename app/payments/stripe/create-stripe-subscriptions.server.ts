import Stripe from 'stripe'
import type { Outcome } from '~/platform/outcome'
import type { SubscriptionGateway, SubscriptionTerms } from '../subscription-gateway'
import type { StripeOptions } from './create-stripe-gateway.server'
import { fetchSubscription } from './internal/fetch-subscription.server'
import { openStripe } from './internal/open-stripe.server'
import { refOf } from './internal/read-fields'
import { faultSorter } from './internal/sort-fault.server'
import { subscriptionCheckout } from './internal/subscription-params.server'

/** Subscriptions at Stripe (Billing, CNY, card only), and at anything that speaks its API. */
export function createStripeSubscriptions(options: StripeOptions): SubscriptionGateway {
  const stripe = openStripe(options)
  const sortFault = faultSorter(options.onKeyRefused ?? (() => {}))

  /** Stripe's refusals as ours; a subscription that is not there any more is refused too. */
  async function doing<T extends object>(
    what: string,
    work: () => Promise<T>,
  ): Promise<Outcome<T, 'unavailable' | 'refused'>> {
    try {
      return { ok: true, ...(await work()) }
    } catch (error) {
      return { ok: false, reason: sortFault(error, what) === 'unavailable' ? 'unavailable' : 'refused' }
    }
  }

  async function updatePrice(ref: string, { terms, amountFen, currency }: SubscriptionTerms) {
    const subscription = await stripe.subscriptions.retrieve(ref)
    const item = subscription.items.data[0]!
    const price = {
      currency: currency.toLowerCase(),
      product: refOf(item.price.product),
      recurring: { interval: 'month' as const },
      unit_amount: Number(amountFen),
    }
    await stripe.subscriptions.update(ref, {
      items: [{ id: item.id, price_data: price }],
      proration_behavior: 'none',
      metadata: { terms: String(terms) },
    })
    return {}
  }

  return {
    provider: 'stripe',

    openSubscription: (input) =>
      doing('open a subscription', async () => {
        const params = subscriptionCheckout(input)
        const session = await stripe.checkout.sessions.create(params, {
          idempotencyKey: `monthly:${input.monthlyId}`,
        })
        return { ref: session.id, url: session.url! }
      }),

    async fetchSubscription(of) {
      try {
        return await fetchSubscription(stripe, of)
      } catch (error) {
        const fault = sortFault(error, 'fetch a subscription')
        if (fault === 'refused') throw new Error('Stripe refused to show a subscription')
        return { ok: false, reason: fault }
      }
    },

    changeTerms: (ref, terms) => doing('change a subscription', () => updatePrice(ref, terms)),

    pause: (ref) =>
      doing('pause a subscription', async () => {
        await stripe.subscriptions.update(ref, { pause_collection: { behavior: 'void' } })
        return {}
      }),
    resume: (ref) =>
      doing('resume a subscription', async () => {
        await stripe.subscriptions.update(ref, { pause_collection: '' })
        return {}
      }),

    openCardPage: (input) =>
      doing('open a card page', async () => {
        const session = await stripe.checkout.sessions.create({
          mode: 'setup',
          currency: 'cny',
          allowed_payment_method_types: ['card'],
          customer: input.customerRef,
          metadata: { subscription: input.subscriptionRef },
          locale: input.locale === 'zh-CN' ? 'zh' : 'en',
          success_url: input.returnUrl,
          cancel_url: input.cancelUrl,
        })
        return { ref: session.id, url: session.url! }
      }),

    async takeCard(checkoutRef) {
      try {
        const session = await stripe.checkout.sessions.retrieve(checkoutRef, { expand: ['setup_intent'] })
        const subscriptionRef = refOf(session.metadata?.subscription)
        const setup = typeof session.setup_intent === 'object' ? session.setup_intent : null
        const card = refOf(setup?.payment_method)
        if (session.mode !== 'setup' || session.status !== 'complete' || !subscriptionRef || !card)
          return { ok: false, reason: 'unknown' }
        const subscription = await stripe.subscriptions.retrieve(subscriptionRef)
        // Taken up before, or ended meanwhile: there is nothing left to pay with it.
        if (subscription.status === 'canceled' || refOf(subscription.default_payment_method) === card)
          return { ok: true, subscriptionRef }
        await stripe.subscriptions.update(subscriptionRef, { default_payment_method: card })
        const open = await stripe.invoices.list({ subscription: subscriptionRef, status: 'open', limit: 10 })
        for (const invoice of open.data) {
          // A month that is not tried any more stays missed: nobody finds two charges in one month.
          if (invoice.next_payment_attempt === null) await stripe.invoices.voidInvoice(invoice.id!)
          else
            await stripe.invoices.pay(invoice.id!).catch((error: unknown) => {
              // The new card may be declined too: the invoice says so when it is fetched.
              if (!(error instanceof Stripe.errors.StripeCardError)) throw error
            })
        }
        return { ok: true, subscriptionRef }
      } catch (error) {
        const fault = sortFault(error, 'take a card')
        return { ok: false, reason: fault === 'unavailable' ? 'unavailable' : 'unknown' }
      }
    },

    moveDay: (ref, at) =>
      doing('move the day of a subscription', async () => {
        const trialEnd = Math.floor(at.getTime() / 1000)
        await stripe.subscriptions.update(ref, { trial_end: trialEnd, proration_behavior: 'none' })
        return {}
      }),

    stop: (ref) =>
      doing('stop a subscription', async () => {
        const subscription = await stripe.subscriptions.retrieve(ref)
        if (subscription.status !== 'canceled')
          await stripe.subscriptions.cancel(ref, { invoice_now: false, prorate: false })
        const open = await stripe.invoices.list({ subscription: ref, status: 'open', limit: 10 })
        for (const invoice of open.data)
          await stripe.invoices.voidInvoice(invoice.id!).catch((error: unknown) => {
            // Paid at that very moment: what is fetched next tells of it.
            if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
          })
        return {}
      }),
  }
}
