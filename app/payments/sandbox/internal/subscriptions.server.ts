import { noteCharge } from './balance.server'
import type { Control } from './control'
import type { Deliverer } from './deliver.server'
import { declined, eventOf, newCharge, succeeded } from './make-objects'
import {
  newId,
  type SandboxCard,
  type SandboxEvent,
  type SandboxIntent,
  type SandboxInvoice,
  type SandboxSession,
  type SandboxSubscription,
} from './objects'
import { moveClock, type Store, timeOf } from './store.server'

/** `expires`: good to the end of next month, so that a moved clock soon meets an expired card. */
export type CardKind = 'good' | 'expires'

export interface Subscriptions {
  /** Pays a subscription's checkout, or lets a setup page take its card. False when it is not open. */
  complete(sessionId: string, kind: CardKind): boolean
  update(id: string, change: SubscriptionChange): SandboxSubscription
  cancel(id: string, reason: 'cancellation_requested' | 'payment_failed'): SandboxSubscription
  /** Tries an open invoice now; answers it, paid or not. */
  pay(invoiceId: string): SandboxInvoice
  void(invoiceId: string): SandboxInvoice
  /** Moves the clock on and does whatever falls due on the way, in its order. */
  advance(toS: number): void
}

export interface SubscriptionChange {
  unitAmount?: number
  currency?: string
  metadata?: Record<string, string>
  card?: string
  pause?: boolean
  trialEnd?: number
}

const dayS = 86_400
/** After the first try: three, six and fifteen days later, then no more. */
const retryDays = [3, 6, 15]

/** Subscriptions as Stripe bills them: one invoice a month, retries, pauses that void, and an end after the last retry. */
export function createSubscriptions(store: Store, deliverer: Deliverer, control: Control): Subscriptions {
  const keep = (subscription: SandboxSubscription) => {
    store.put('subscription', subscription.id, subscription)
    return subscription
  }
  const change = (id: string, over: Partial<SandboxSubscription>) =>
    keep({ ...store.subscription.get(id)!, ...over })
  const itemOf = (s: SandboxSubscription) => s.items.data[0]
  const withItem = (
    s: SandboxSubscription,
    over: Partial<ReturnType<typeof itemOf>>,
  ): SandboxSubscription => ({
    ...s,
    items: { object: 'list', data: [{ ...itemOf(s), ...over }] },
  })

  function newCard(kind: CardKind): SandboxCard {
    const now = new Date(timeOf(store) * 1000)
    const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + (kind === 'good' ? 48 : 1), 1))
    const card: SandboxCard = {
      id: newId('pm'),
      object: 'payment_method',
      type: 'card',
      card: {
        brand: 'visa',
        last4: kind === 'good' ? '4242' : '0069',
        exp_month: end.getUTCMonth() + 1,
        exp_year: end.getUTCFullYear(),
      },
    }
    store.put('card', card.id, card)
    return card
  }
  const isExpired = ({ card }: SandboxCard, at: number) =>
    at >= Date.UTC(card.exp_year, card.exp_month, 1) / 1000

  function newInvoice(s: SandboxSubscription, at: number): SandboxInvoice {
    return {
      id: newId('in'),
      object: 'invoice',
      livemode: false,
      status: 'open',
      customer: s.customer,
      currency: itemOf(s).price.currency,
      amount_due: itemOf(s).price.unit_amount,
      amount_paid: 0,
      attempt_count: 0,
      next_payment_attempt: null,
      created: at,
      parent: { subscription_details: { subscription: s.id, metadata: s.metadata } },
      status_transitions: { paid_at: null, voided_at: null },
      payments: { object: 'list', data: [] },
    }
  }

  /** One try of an invoice at `at`: its charge, and what the subscription becomes. Answers the events, in Stripe's order. */
  function attempt(invoice: SandboxInvoice, at: number): SandboxEvent[] {
    const s = store.subscription.get(invoice.parent.subscription_details.subscription)!
    const known = invoice.payments.data[0]?.payment.payment_intent
    const intent: SandboxIntent = (known && store.intent.get(known)) || {
      id: newId('pi'),
      object: 'payment_intent',
      livemode: false,
      amount: invoice.amount_due,
      amount_received: 0,
      currency: invoice.currency,
      capture_method: 'automatic',
      description: null,
      latest_charge: null,
      metadata: {}, // as at Stripe: a subscription's metadata does not reach its payments
      payment_method_types: ['card'],
      status: 'requires_payment_method',
      last_payment_error: null,
      created: at,
    }
    const works = !isExpired(store.card.get(s.default_payment_method)!, at)
    const charge = {
      ...newCharge(intent, 'card', works ? 'succeeded' : 'failed'),
      customer: s.customer,
      created: at,
      ...(!works && { failure_code: 'expired_card' }),
    }
    const payments = (status: 'open' | 'paid') => ({
      object: 'list' as const,
      data: [
        {
          object: 'invoice_payment' as const,
          status,
          payment: { type: 'payment_intent' as const, payment_intent: intent.id },
        },
      ],
    })
    const attempts = invoice.attempt_count + 1
    store.put('charge', charge.id, charge)
    if (works) {
      const paid = succeeded(intent, charge)
      const settled: SandboxInvoice = {
        ...invoice,
        status: 'paid',
        amount_paid: invoice.amount_due,
        attempt_count: attempts,
        next_payment_attempt: null,
        status_transitions: { paid_at: at, voided_at: null },
        payments: payments('paid'),
      }
      store.put('intent', paid.id, paid)
      store.put('invoice', settled.id, settled)
      noteCharge(store, charge)
      const after = s.status === 'past_due' ? change(s.id, { status: 'active' }) : s
      return [
        eventOf('charge.succeeded', charge),
        eventOf('payment_intent.succeeded', paid),
        eventOf('invoice.paid', settled),
        ...(after === s ? [] : [eventOf('customer.subscription.updated', after)]),
      ]
    }
    const failed = { ...declined(intent, charge) }
    failed.last_payment_error = {
      code: 'expired_card',
      message: 'Your card has expired.',
      type: 'card_error',
    }
    const nextDay = retryDays[attempts - 1]
    const unpaid: SandboxInvoice = {
      ...invoice,
      attempt_count: attempts,
      next_payment_attempt: nextDay === undefined ? null : invoice.created + nextDay * dayS,
      payments: payments('open'),
    }
    store.put('intent', failed.id, failed)
    store.put('invoice', unpaid.id, unpaid)
    const events = [eventOf('charge.failed', charge), eventOf('invoice.payment_failed', unpaid)]
    if (nextDay === undefined && control.afterRetries === 'cancel')
      return [...events, eventOf('customer.subscription.deleted', end(s.id, 'payment_failed', at))]
    const late = change(s.id, { status: 'past_due' })
    return [...events, eventOf('customer.subscription.updated', late)]
  }

  const end = (id: string, reason: 'cancellation_requested' | 'payment_failed', at: number) =>
    change(id, { status: 'canceled', canceled_at: at, ended_at: at, cancellation_details: { reason } })

  /** The same day a month later, by the day of the anchor: the last one of a shorter month. */
  function nextOf(s: SandboxSubscription): number {
    const anchor = new Date(s.billing_cycle_anchor * 1000)
    const from = new Date(itemOf(s).current_period_end * 1000)
    const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 2, 0)).getUTCDate()
    const time =
      anchor.getTime() - Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth(), anchor.getUTCDate())
    const day = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, Math.min(anchor.getUTCDate(), last))
    return (day + time) / 1000
  }

  function renew(s: SandboxSubscription): void {
    const at = itemOf(s).current_period_end
    const renewed = keep(
      withItem(
        { ...s, status: s.status === 'trialing' ? 'active' : s.status },
        { current_period_end: nextOf(s) },
      ),
    )
    const invoice = newInvoice(renewed, at)
    store.put('invoice', invoice.id, invoice)
    const events = [eventOf('customer.subscription.updated', renewed)]
    if (s.pause_collection) subscriptions.void(invoice.id)
    else events.push(...attempt(invoice, at))
    deliverer.emit(events)
  }

  /** What falls due first, not later than `toS`. */
  function nextDue(toS: number): { at: number; work: () => void } | undefined {
    let first: { at: number; work: () => void } | undefined
    const look = (at: number, work: () => void) => {
      if (at <= toS && (!first || at < first.at)) first = { at, work }
    }
    for (const s of store.subscription.values())
      if (s.status !== 'canceled') look(itemOf(s).current_period_end, () => renew(s))
    for (const i of store.invoice.values()) {
      const s = store.subscription.get(i.parent.subscription_details.subscription)!
      if (i.status === 'open' && i.next_payment_attempt !== null && s.status !== 'canceled')
        look(i.next_payment_attempt, () => deliverer.emit(attempt(i, i.next_payment_attempt!)))
    }
    return first
  }

  function begin(session: SandboxSession, card: SandboxCard): SandboxEvent[] {
    const at = timeOf(store)
    const note = store.note.get(session.id)!
    const fresh: SandboxSubscription = {
      id: newId('sub'),
      object: 'subscription',
      livemode: false,
      status: 'active',
      customer: newId('cus'),
      currency: session.currency,
      metadata: note.subscriptionMetadata ?? {},
      default_payment_method: card.id,
      billing_cycle_anchor: at,
      created: at,
      canceled_at: null,
      ended_at: null,
      cancellation_details: { reason: null },
      pause_collection: null,
      items: {
        object: 'list',
        data: [
          {
            id: newId('si'),
            object: 'subscription_item',
            current_period_end: at,
            price: {
              id: newId('price'),
              object: 'price',
              product: newId('prod'),
              unit_amount: session.amount_total,
              currency: session.currency,
            },
          },
        ],
      },
    }
    const begun = keep(withItem(fresh, { current_period_end: nextOf(fresh) }))
    const invoice = newInvoice(begun, at)
    store.put('invoice', invoice.id, invoice)
    const done: SandboxSession = {
      ...session,
      status: 'complete',
      payment_status: 'paid',
      subscription: begun.id,
      customer: begun.customer,
      url: null,
    }
    store.put('session', done.id, done)
    return [
      ...attempt(invoice, at),
      eventOf('customer.subscription.created', begun),
      eventOf('checkout.session.completed', done),
    ]
  }

  const subscriptions: Subscriptions = {
    complete(id, kind) {
      const session = store.session.get(id)
      if (session?.status !== 'open') return false
      const card = newCard(kind)
      if (session.mode === 'subscription') {
        deliverer.emit(begin(session, card))
        return true
      }
      const setup = {
        id: newId('seti'),
        object: 'setup_intent' as const,
        status: 'succeeded' as const,
        payment_method: card.id,
      }
      store.put('setup', setup.id, setup)
      const done: SandboxSession = { ...session, status: 'complete', setup_intent: setup.id, url: null }
      store.put('session', done.id, done)
      deliverer.emit([eventOf('checkout.session.completed', done)])
      return true
    },

    update(id, { unitAmount, currency, metadata, card, pause, trialEnd }) {
      let s = store.subscription.get(id)!
      if (unitAmount !== undefined) {
        const price = { ...itemOf(s).price, id: newId('price'), unit_amount: unitAmount }
        s = withItem(s, { price: currency ? { ...price, currency } : price })
      }
      if (metadata) s = { ...s, metadata: { ...s.metadata, ...metadata } }
      if (card) s = { ...s, default_payment_method: card }
      if (pause !== undefined)
        s = { ...s, pause_collection: pause ? { behavior: 'void', resumes_at: null } : null }
      if (trialEnd !== undefined)
        s = withItem(
          { ...s, status: 'trialing', billing_cycle_anchor: trialEnd },
          { current_period_end: trialEnd },
        )
      deliverer.emit([eventOf('customer.subscription.updated', keep(s))])
      return s
    },

    cancel(id, reason) {
      const ended = end(id, reason, timeOf(store))
      deliverer.emit([eventOf('customer.subscription.deleted', ended)])
      return ended
    },

    pay(invoiceId) {
      deliverer.emit(attempt(store.invoice.get(invoiceId)!, timeOf(store)))
      return store.invoice.get(invoiceId)!
    },

    void(invoiceId) {
      const invoice = store.invoice.get(invoiceId)!
      const gone: SandboxInvoice = {
        ...invoice,
        status: 'void',
        next_payment_attempt: null,
        status_transitions: { paid_at: null, voided_at: timeOf(store) },
      }
      store.put('invoice', gone.id, gone)
      return gone
    },

    advance(toS) {
      for (let due = nextDue(toS); due; due = nextDue(toS)) {
        moveClock(store, due.at)
        due.work()
      }
      moveClock(store, toS)
    },
  }
  return subscriptions
}
