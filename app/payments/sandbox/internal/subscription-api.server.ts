import type { Request, Router } from 'express'
import { z } from 'zod'
import { ApiError, invalid, missing } from './api-errors'
import { newId, nowS, type SandboxInvoice, type SandboxSession } from './objects'
import { readSetupParams, readSubscriptionParams } from './session-params'
import type { Store } from './store.server'
import type { SubscriptionChange, Subscriptions } from './subscriptions.server'

const sessionLivesS = 24 * 3600

/** A checkout that begins a subscription, or a page that takes a card; undefined for other modes. */
export function newSession(
  store: Store,
  body: unknown,
  payUrl: (id: string) => string,
): SandboxSession | undefined {
  const mode = z.object({ mode: z.enum(['subscription', 'setup']) }).safeParse(body)
  if (!mode.success) return undefined
  const id = newId('cs_test')
  const created = nowS()
  const known = {
    id,
    object: 'checkout.session' as const,
    livemode: false as const,
    status: 'open' as const,
    payment_status: 'unpaid' as const,
    allowed_payment_method_types: ['card'],
    payment_method_types: ['card'],
    payment_intent: null,
    url: payUrl(id),
    created,
    expires_at: created + sessionLivesS,
  }
  const note = { intentMetadata: {}, intentDescription: null, later: null }
  let session: SandboxSession
  if (mode.data.mode === 'setup') {
    const p = readSetupParams(body)
    const from = { ...known, metadata: p.metadata, currency: p.currency, customer: p.customer }
    session = {
      ...from,
      ...{
        mode: 'setup',
        amount_subtotal: 0,
        amount_total: 0,
        client_reference_id: null,
        subscription: null,
      },
      ...{ locale: p.locale ?? null, success_url: p.success_url, cancel_url: p.cancel_url ?? null },
    }
    store.put('note', id, { ...note, description: '' })
  } else {
    const p = readSubscriptionParams(body)
    const { price_data: price } = p.line_items[0]!
    const from = {
      ...known,
      metadata: p.metadata,
      currency: price.currency,
      subscription: null,
      customer: null,
    }
    session = {
      ...from,
      ...{ mode: 'subscription', amount_subtotal: price.unit_amount, amount_total: price.unit_amount },
      ...{ client_reference_id: p.client_reference_id ?? null, locale: p.locale ?? null },
      ...{ success_url: p.success_url, cancel_url: p.cancel_url ?? null },
    }
    store.put('note', id, {
      ...note,
      description: price.product_data.name,
      subscriptionMetadata: p.subscription_data.metadata,
    })
  }
  store.put('session', id, session)
  return session
}

const whole = z.coerce.number().int()
const updateParams = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string(),
        price_data: z.strictObject({
          currency: z.string(),
          product: z.string(),
          recurring: z.strictObject({ interval: z.literal('month') }),
          unit_amount: whole.min(1),
        }),
      }),
    )
    .length(1)
    .optional(),
  proration_behavior: z.literal('none').optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  default_payment_method: z.string().optional(),
  pause_collection: z.union([z.literal(''), z.strictObject({ behavior: z.literal('void') })]).optional(),
  trial_end: whole.optional(),
})
const invoiceList = z.object({
  subscription: z.string(),
  status: z.enum(['open', 'paid', 'void']).optional(),
  limit: whole.min(1).max(100).default(10),
})
const paymentList = z.object({ payment: z.object({ type: z.string(), payment_intent: z.string() }) })

/** The part of Stripe Billing that we use. */
export function subscriptionApi(api: Router, store: Store, subscriptions: Subscriptions): void {
  const subscription = (req: Request<{ id: string }>) => {
    const found = store.subscription.get(req.params.id)
    if (!found) throw missing('subscription', req.params.id)
    return found
  }
  const invoice = (req: Request<{ id: string }>): SandboxInvoice => {
    const found = store.invoice.get(req.params.id)
    if (!found) throw missing('invoice', req.params.id)
    return found
  }
  const read = <T>(shape: z.ZodType<T>, typed: unknown): T => {
    const parsed = shape.safeParse(typed)
    if (!parsed.success) throw invalid(`Invalid ${parsed.error.issues[0]!.path.join('.')}`)
    return parsed.data
  }
  const list = (url: string, data: object[], limit: number) => ({
    object: 'list',
    url,
    has_more: data.length > limit,
    data: data.slice(0, limit),
  })

  api.get('/subscriptions/:id', (req, res) => {
    const found = subscription(req)
    const card = store.card.get(found.default_payment_method)
    const expands = JSON.stringify(req.query.expand ?? '').includes('default_payment_method')
    res.json(expands ? { ...found, default_payment_method: card } : found)
  })
  api.post('/subscriptions/:id', (req, res) => {
    const found = subscription(req)
    if (found.status === 'canceled')
      throw invalid('A canceled subscription can only update its cancellation_details.')
    const p = read(updateParams, req.body)
    if (p.default_payment_method && !store.card.has(p.default_payment_method))
      throw missing('PaymentMethod', p.default_payment_method)
    const change: SubscriptionChange = {
      unitAmount: p.items?.[0]?.price_data.unit_amount,
      currency: p.items?.[0]?.price_data.currency,
      metadata: p.metadata,
      card: p.default_payment_method,
      pause: p.pause_collection === undefined ? undefined : p.pause_collection !== '',
      trialEnd: p.trial_end,
    }
    res.json(subscriptions.update(found.id, change))
  })
  api.delete('/subscriptions/:id', (req, res) => {
    const found = subscription(req)
    if (found.status === 'canceled') throw missing('subscription', found.id)
    res.json(subscriptions.cancel(found.id, 'cancellation_requested'))
  })
  api.get('/invoices', (req, res) => {
    const p = read(invoiceList, req.query)
    const rows = [...store.invoice.values()].filter(
      (i) =>
        i.parent.subscription_details.subscription === p.subscription && (!p.status || i.status === p.status),
    )
    res.json(list('/v1/invoices', rows.reverse(), p.limit))
  })
  api.get('/invoice_payments', (req, res) => {
    const { payment } = read(paymentList, req.query)
    const of = [...store.invoice.values()].find(
      (i) => i.payments.data[0]?.payment.payment_intent === payment.payment_intent,
    )
    res.json(list('/v1/invoice_payments', of ? [{ ...of.payments.data[0]!, invoice: of }] : [], 1))
  })
  api.post('/invoices/:id/pay', (req, res) => {
    const found = invoice(req)
    if (found.status !== 'open') throw invalid('Invoice is already paid')
    const tried = subscriptions.pay(found.id)
    if (tried.status !== 'paid')
      throw new ApiError(402, 'card_error', 'Your card has expired.', { code: 'expired_card' })
    res.json(tried)
  })
  api.post('/invoices/:id/void', (req, res) => {
    const found = invoice(req)
    if (found.status !== 'open') throw invalid('You can only pass in open invoices.')
    res.json(subscriptions.void(found.id))
  })
}
