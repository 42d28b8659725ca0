import { randomBytes } from 'node:crypto'

export const methods = ['card', 'alipay', 'wechat_pay'] as const
export type Method = (typeof methods)[number]

/** Stripe-shaped, as far as we read them. Amounts in whole fen, times in seconds. */
export interface SandboxSession {
  id: string
  object: 'checkout.session'
  livemode: false
  mode: 'payment' | 'subscription' | 'setup'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  amount_subtotal: number
  amount_total: number
  currency: string
  client_reference_id: string | null
  locale: string | null
  metadata: Record<string, string>
  allowed_payment_method_types: string[] | null
  payment_method_types: string[]
  /** Null until the first try to pay, as at Stripe. */
  payment_intent: string | null
  /** Of mode subscription, once it has begun; of mode setup, once a card was taken. */
  subscription?: string | null
  setup_intent?: string | null
  customer?: string | null
  success_url: string
  cancel_url: string | null
  url: string | null
  created: number
  expires_at: number
}

/** What the sandbox knows of a session and the API does not show. */
export interface SessionNote {
  description: string
  intentMetadata: Record<string, string>
  intentDescription: string | null
  /** A payment that is on its way: when it ends (milliseconds; null: only by hand), and whether it arrives. */
  later: { at: number | null; arrives: boolean } | null
  /** Of mode subscription: what the subscription carries. */
  subscriptionMetadata?: Record<string, string>
}

export interface SandboxIntent {
  id: string
  object: 'payment_intent'
  livemode: false
  amount: number
  amount_received: number
  currency: string
  capture_method: 'automatic'
  description: string | null
  latest_charge: string | null
  metadata: Record<string, string>
  payment_method_types: string[]
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled'
  last_payment_error: { code: string; message: string; type: 'card_error' } | null
  created: number
}

export interface SandboxCharge {
  id: string
  object: 'charge'
  livemode: false
  amount: number
  amount_captured: number
  amount_refunded: number
  captured: boolean
  currency: string
  description: string | null
  failure_code: string | null
  metadata: Record<string, string>
  paid: boolean
  payment_intent: string
  customer?: string | null
  payment_method_details: { type: Method } & Partial<Record<Method, object>>
  refunded: boolean
  status: 'succeeded' | 'pending' | 'failed'
  created: number
}

export interface SandboxRefund {
  id: string
  object: 'refund'
  amount: number
  charge: string
  currency: string
  metadata: Record<string, string>
  payment_intent: string
  reason: string | null
  status: 'succeeded'
  created: number
}

export interface SandboxDispute {
  id: string
  object: 'dispute'
  amount: number
  charge: string
  currency: string
  metadata: Record<string, string>
  payment_intent: string
  reason: 'fraudulent'
  status: 'needs_response' | 'won' | 'lost'
  created: number
}

/** One movement of the balance. */
export interface SandboxTransaction {
  id: string
  object: 'balance_transaction'
  type: 'charge' | 'payment' | 'refund' | 'payment_refund' | 'adjustment' | 'payout'
  amount: number
  fee: number
  net: number
  currency: string
  source: string
  created: number
  available_on: number
  status: 'available'
}

export interface SandboxPayout {
  id: string
  object: 'payout'
  amount: number
  currency: string
  status: 'paid'
  automatic: true
  type: 'bank_account'
  created: number
  arrival_date: number
  /** What it pays out; not shown by the API, which lists transactions by payout. */
  transactions: string[]
}

/** A card that was kept for later. */
export interface SandboxCard {
  id: string
  object: 'payment_method'
  type: 'card'
  card: { brand: 'visa'; last4: string; exp_month: number; exp_year: number }
}

export interface SandboxSubscription {
  id: string
  object: 'subscription'
  livemode: false
  status: 'active' | 'trialing' | 'past_due' | 'canceled'
  customer: string
  currency: string
  metadata: Record<string, string>
  default_payment_method: string
  billing_cycle_anchor: number
  created: number
  canceled_at: number | null
  ended_at: number | null
  cancellation_details: { reason: 'cancellation_requested' | 'payment_failed' | null }
  pause_collection: { behavior: 'void'; resumes_at: null } | null
  items: {
    object: 'list'
    data: [
      {
        id: string
        object: 'subscription_item'
        current_period_end: number
        price: { id: string; object: 'price'; product: string; unit_amount: number; currency: string }
      },
    ]
  }
}

export interface SandboxInvoice {
  id: string
  object: 'invoice'
  livemode: false
  status: 'open' | 'paid' | 'void'
  customer: string
  currency: string
  amount_due: number
  amount_paid: number
  attempt_count: number
  next_payment_attempt: number | null
  created: number
  parent: { subscription_details: { subscription: string; metadata: Record<string, string> } }
  status_transitions: { paid_at: number | null; voided_at: number | null }
  payments: {
    object: 'list'
    data: {
      object: 'invoice_payment'
      status: 'open' | 'paid'
      payment: { type: 'payment_intent'; payment_intent: string }
    }[]
  }
}

export interface SandboxSetup {
  id: string
  object: 'setup_intent'
  status: 'succeeded'
  payment_method: string
}

export interface SandboxEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: unknown }
  livemode: false
  pending_webhooks: number
  request: { id: null; idempotency_key: null }
  type: string
}

export interface Delivery {
  id: string
  eventId: string
  state: 'waiting' | 'delivered' | 'dropped' | 'failed'
  tries: number
  /** Milliseconds; when the next try is due. */
  nextAt: number
  /** What the last try met: a status, or the name of a network error. */
  last: string
}

/** The kept answer to an Idempotency-Key. */
export interface KeptAnswer {
  request: string
  status: number
  body: unknown
}

export const nowS = () => Math.floor(Date.now() / 1000)

export const newId = (
  prefix:
    | 'cus'
    | 'sub'
    | 'si'
    | 'price'
    | 'prod'
    | 'in'
    | 'pm'
    | 'seti'
    | 'cs_test'
    | 'pi'
    | 'ch'
    | 're'
    | 'dp'
    | 'txn'
    | 'po'
    | 'evt'
    | 'dl'
    | 'req',
) => `${prefix}_${randomBytes(prefix === 'cs_test' ? 30 : 12).toString('hex')}`
