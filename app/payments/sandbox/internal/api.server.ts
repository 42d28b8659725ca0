import { createHash, timingSafeEqual } from 'node:crypto'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express'
import { z } from 'zod'
import { ApiError, invalid, missing } from './api-errors'
import { balanceApi } from './balance-api.server'
import { keepAnswers } from './idempotency.server'
import { methods, newId, nowS, type SandboxIntent, type SandboxSession } from './objects'
import { readSessionParams } from './session-params'
import type { Store } from './store.server'
import { newSession, subscriptionApi } from './subscription-api.server'
import type { Subscriptions } from './subscriptions.server'
import type { Till } from './till.server'

export interface ApiOptions {
  store: Store
  till: Till
  subscriptions: Subscriptions
  secretKey: string
  /** Where the hosted page of a session is, seen from the donor. */
  payUrl: (sessionId: string) => string
}

const defaultExpiryS = 24 * 3600

/** The part of Stripe's HTTP API that we use, under /v1. */
export function sandboxApi(options: ApiOptions): Router {
  const { store, till } = options
  const api = express.Router()
  api.use((_req, res, next) => {
    res.set({ 'Request-Id': newId('req'), 'Cache-Control': 'no-store' })
    next()
  })
  api.use(requireKey(options.secretKey))
  api.use(express.urlencoded({ extended: true, limit: '256kb' }))
  api.use(keepAnswers(store))

  api.post('/checkout/sessions', (req, res) => {
    const session = newSession(store, req.body, options.payUrl) ?? createSession(options, req.body)
    res.json(expanded(store, session, expandOf(req.body)))
  })
  api.get('/checkout/sessions/:id', (req, res) => {
    const session = store.session.get(req.params.id)
    if (!session) throw missing('checkout.session', req.params.id, 'session')
    res.json(expanded(store, session, expandOf(req.query)))
  })
  api.post('/checkout/sessions/:id/expire', (req, res) => {
    const session = store.session.get(req.params.id)
    if (!session) throw missing('checkout.session', req.params.id, 'session')
    if (!till.expire(session.id)) {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`,
      )
    }
    res.json(store.session.get(session.id))
  })
  api.get('/payment_intents/:id', (req, res) => {
    const intent = store.intent.get(req.params.id)
    if (!intent) throw missing('payment_intent', req.params.id, 'intent')
    res.json(withCharge(store, intent, expandOf(req.query).includes('latest_charge')))
  })
  api.post('/refunds', (req, res) => {
    res.json(refund(options, req))
  })
  subscriptionApi(api, store, options.subscriptions)
  balanceApi(api, store)
  api.get('/events', (req, res) => {
    res.json(listEvents(store, req.query))
  })
  api.use((req) => {
    throw new ApiError(
      404,
      'invalid_request_error',
      `Unrecognized request URL (${req.method}: ${req.originalUrl}).`,
    )
  })
  api.use(answerError)
  return api
}

const answerError: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof ApiError) res.status(error.status).json(error.body)
  else next(error)
}

function requireKey(secretKey: string): RequestHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${secretKey}`)
  return (req, res, next) => {
    if (timingSafeEqual(digest(req.get('authorization') ?? ''), expected)) return next()
    res.status(401).json({ error: { message: 'Invalid API Key provided', type: 'invalid_request_error' } })
  }
}

function createSession({ store, payUrl }: ApiOptions, body: unknown): SandboxSession {
  const p = readSessionParams(body)
  const { price_data: price } = p.line_items[0]!
  const id = newId('cs_test')
  const created = nowS()
  const session: SandboxSession = {
    id,
    object: 'checkout.session',
    livemode: false,
    mode: 'payment',
    status: 'open',
    payment_status: 'unpaid',
    amount_subtotal: price.unit_amount,
    amount_total: price.unit_amount,
    currency: price.currency,
    client_reference_id: p.client_reference_id ?? null,
    locale: p.locale ?? null,
    metadata: p.metadata,
    allowed_payment_method_types: p.allowed_payment_method_types ?? null,
    payment_method_types: p.allowed_payment_method_types ?? [...methods],
    payment_intent: null,
    success_url: p.success_url,
    cancel_url: p.cancel_url ?? null,
    url: payUrl(id),
    created,
    expires_at: p.expires_at ?? created + defaultExpiryS,
  }
  store.put('note', id, {
    description: price.product_data.name,
    intentMetadata: p.payment_intent_data.metadata,
    intentDescription: p.payment_intent_data.description ?? null,
    later: null,
  })
  store.put('session', id, session)
  return session
}

const refundParams = z.object({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: z.coerce.number().int().positive().optional(),
  metadata: z.record(z.string(), z.string()).default({}),
})

function refund({ store, till }: ApiOptions, req: Request) {
  const parsed = refundParams.safeParse(req.body)
  if (!parsed.success) throw invalid(`Invalid ${parsed.error.issues[0]!.path.join('.')}`)
  const p = parsed.data
  const intent = p.payment_intent ? store.intent.get(p.payment_intent) : undefined
  if (p.payment_intent && !intent) throw missing('payment_intent', p.payment_intent, 'payment_intent')
  const charge = store.charge.get(p.charge ?? intent?.latest_charge ?? '')
  if (!charge) throw missing('charge', p.charge ?? '', 'charge')
  if (charge.status !== 'succeeded')
    throw invalid(`Charge ${charge.id} has not succeeded and cannot be refunded.`)
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  const left = charge.amount - charge.amount_refunded
  const amount = p.amount ?? left
  if (amount > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    })
  }
  return till.refund(charge, amount, p.metadata)
}

const listParams = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
})

/** Newest first. `starting_after` goes on to older ones; `ending_before` is the page just newer than an id. */
function listEvents(store: Store, query: unknown) {
  const parsed = listParams.safeParse(query)
  if (!parsed.success) throw invalid(`Invalid ${parsed.error.issues[0]!.path.join('.')}`)
  const p = parsed.data
  const types = p.types ?? (p.type ? [p.type] : null)
  const all = [...store.event.values()] // oldest first
  const place = (id: string, param: string) => {
    const at = all.findIndex((e) => e.id === id)
    if (at < 0) throw missing('event', id, param)
    return at
  }
  const from = p.ending_before ? place(p.ending_before, 'ending_before') + 1 : 0
  const to = p.starting_after ? place(p.starting_after, 'starting_after') : all.length
  const matching = all.slice(from, to).filter((e) => !types || types.includes(e.type))
  const page = p.ending_before ? matching.slice(0, p.limit) : matching.slice(-p.limit)
  return { object: 'list', url: '/v1/events', has_more: matching.length > page.length, data: page.reverse() }
}

function expandOf(params: unknown): string[] {
  const list = z.object({ expand: z.array(z.string()) }).safeParse(params)
  return list.success ? list.data.expand : []
}

function withCharge(store: Store, intent: SandboxIntent, expand: boolean) {
  const charge = expand && intent.latest_charge ? store.charge.get(intent.latest_charge) : undefined
  return charge ? { ...intent, latest_charge: charge } : intent
}

function expanded(store: Store, session: SandboxSession, expand: string[]) {
  const setup =
    session.setup_intent && expand.includes('setup_intent') && store.setup.get(session.setup_intent)
  if (setup) return { ...session, setup_intent: setup }
  const intent = session.payment_intent ? store.intent.get(session.payment_intent) : undefined
  if (!intent || !expand.some((e) => e.startsWith('payment_intent'))) return session
  return {
    ...session,
    payment_intent: withCharge(store, intent, expand.includes('payment_intent.latest_charge')),
  }
}
