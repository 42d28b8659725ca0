import { noteCharge, noteMovement } from './balance.server'
import type { Control } from './control'
import type { Deliverer } from './deliver.server'
import { declined, eventOf, newCharge, newIntent, succeeded } from './make-objects'
import {
  type Method,
  newId,
  nowS,
  type SandboxCharge,
  type SandboxDispute,
  type SandboxEvent,
  type SandboxIntent,
  type SandboxRefund,
  type SandboxSession,
} from './objects'
import type { Store } from './store.server'

/** What can happen to a session's money. Each answers false when the session's state does not allow it. */
export interface Till {
  pay(sessionId: string, method: Method): boolean
  decline(sessionId: string, method: Method): boolean
  payLater(sessionId: string, method: Method, arrives: boolean): boolean
  /** Ends a payment "later". */
  endLater(sessionId: string, arrives: boolean): boolean
  expire(sessionId: string): boolean
  refund(charge: SandboxCharge, amount: number, metadata: Record<string, string>): SandboxRefund
  /** The donor's bank takes money back, until it is decided. */
  dispute(charge: SandboxCharge, amount: number): SandboxDispute
  endDispute(disputeId: string, status: 'won' | 'lost'): SandboxDispute | null
  resume(): void
  stop(): void
}

const sweepMs = 60_000

/** Moves money as Stripe does for each path, and emits the events that Stripe emits for it. */
export function createTill(store: Store, deliverer: Deliverer, control: Control): Till {
  const timers = new Map<string, NodeJS.Timeout>()

  /** The session's payment intent, made at the first try to pay; with the event of its making. */
  function intentOf(session: SandboxSession): { intent: SandboxIntent; made: SandboxEvent[] } {
    const known = session.payment_intent && store.intent.get(session.payment_intent)
    if (known) return { intent: known, made: [] }
    const intent = newIntent(session, store.note.get(session.id)!)
    return { intent, made: [eventOf('payment_intent.created', intent)] }
  }

  const keep = (session: SandboxSession, intent: SandboxIntent, charge: SandboxCharge) => {
    store.put('charge', charge.id, charge)
    store.put('intent', intent.id, intent)
    store.put('session', session.id, session)
  }
  const open = (id: string) => {
    const session = store.session.get(id)
    return session?.status === 'open' ? session : undefined
  }

  function setLater(sessionId: string, later: { at: number | null; arrives: boolean } | null) {
    clearTimeout(timers.get(sessionId))
    timers.delete(sessionId)
    store.put('note', sessionId, { ...store.note.get(sessionId)!, later })
    if (later?.at != null) arm(sessionId, later.at, later.arrives)
  }
  function arm(sessionId: string, at: number, arrives: boolean) {
    timers.set(
      sessionId,
      setTimeout(() => till.endLater(sessionId, arrives), Math.max(0, at - Date.now())),
    )
  }

  const till: Till = {
    pay(id, method) {
      const session = open(id)
      if (!session) return false
      const { intent, made } = intentOf(session)
      const charge = newCharge(intent, method, 'succeeded')
      const paid = succeeded(intent, charge)
      const done: SandboxSession = {
        ...session,
        status: 'complete',
        payment_status: 'paid',
        payment_intent: paid.id,
        url: null,
      }
      keep(done, paid, charge)
      noteCharge(store, charge)
      deliverer.emit([
        ...made,
        eventOf('charge.succeeded', charge),
        eventOf('payment_intent.succeeded', paid),
        eventOf('checkout.session.completed', done),
      ])
      return true
    },

    decline(id, method) {
      const session = open(id)
      if (!session) return false
      const { intent, made } = intentOf(session)
      const charge = newCharge(intent, method, 'failed')
      const failed = declined(intent, charge)
      keep({ ...session, payment_intent: failed.id }, failed, charge)
      deliverer.emit([
        ...made,
        eventOf('charge.failed', charge),
        eventOf('payment_intent.payment_failed', failed),
      ])
      return true
    },

    payLater(id, method, arrives) {
      const session = open(id)
      if (!session) return false
      const { intent, made } = intentOf(session)
      const charge = newCharge(intent, method, 'pending')
      const processing: SandboxIntent = { ...intent, status: 'processing', latest_charge: charge.id }
      const done: SandboxSession = { ...session, status: 'complete', payment_intent: intent.id, url: null }
      keep(done, processing, charge)
      setLater(id, { at: control.laterMs > 0 ? Date.now() + control.laterMs : null, arrives })
      deliverer.emit([
        ...made,
        eventOf('charge.pending', charge),
        eventOf('payment_intent.processing', processing),
        eventOf('checkout.session.completed', done),
      ])
      return true
    },

    endLater(id, arrives) {
      const session = store.session.get(id)
      const intent = session?.payment_intent && store.intent.get(session.payment_intent)
      if (!session || !intent || intent.status !== 'processing') return false
      const charge = store.charge.get(intent.latest_charge!)!
      setLater(id, null)
      if (arrives) {
        const arrived: SandboxCharge = {
          ...charge,
          status: 'succeeded',
          paid: true,
          captured: true,
          amount_captured: charge.amount,
        }
        const paid = succeeded(intent, arrived)
        const done: SandboxSession = { ...session, payment_status: 'paid' }
        keep(done, paid, arrived)
        noteCharge(store, arrived)
        deliverer.emit([
          eventOf('charge.succeeded', arrived),
          eventOf('payment_intent.succeeded', paid),
          eventOf('checkout.session.async_payment_succeeded', done),
        ])
      } else {
        const lost: SandboxCharge = {
          ...charge,
          status: 'failed',
          failure_code: 'payment_method_provider_decline',
        }
        const failed = declined(intent, lost)
        keep(session, failed, lost)
        deliverer.emit([
          eventOf('charge.failed', lost),
          eventOf('payment_intent.payment_failed', failed),
          eventOf('checkout.session.async_payment_failed', session),
        ])
      }
      return true
    },

    expire(id) {
      const session = open(id)
      if (!session) return false
      const expired: SandboxSession = { ...session, status: 'expired', url: null }
      store.put('session', id, expired)
      const intent = session.payment_intent && store.intent.get(session.payment_intent)
      const canceled: SandboxIntent | null = intent ? { ...intent, status: 'canceled' } : null
      if (canceled) store.put('intent', canceled.id, canceled)
      deliverer.emit([
        ...(canceled ? [eventOf('payment_intent.canceled', canceled)] : []),
        eventOf('checkout.session.expired', expired),
      ])
      return true
    },

    refund(charge, amount, metadata) {
      const refund: SandboxRefund = {
        id: newId('re'),
        object: 'refund',
        amount,
        charge: charge.id,
        currency: charge.currency,
        metadata,
        payment_intent: charge.payment_intent,
        reason: null,
        status: 'succeeded',
        created: nowS(),
      }
      const refundedSum = charge.amount_refunded + amount
      const after = { ...charge, amount_refunded: refundedSum, refunded: refundedSum === charge.amount }
      store.put('refund', refund.id, refund)
      store.put('charge', charge.id, after)
      const type = charge.payment_method_details.type === 'card' ? 'refund' : 'payment_refund'
      noteMovement(store, { type, amount: -amount, fee: 0, source: refund.id, currency: refund.currency })
      deliverer.emit([eventOf('refund.created', refund), eventOf('charge.refunded', after)])
      return refund
    },

    dispute(charge, amount) {
      const dispute: SandboxDispute = {
        id: newId('dp'),
        object: 'dispute',
        amount,
        charge: charge.id,
        currency: charge.currency,
        metadata: {},
        payment_intent: charge.payment_intent,
        reason: 'fraudulent',
        status: 'needs_response',
        created: nowS(),
      }
      store.put('dispute', dispute.id, dispute)
      const { currency } = dispute
      noteMovement(store, { type: 'adjustment', amount: -amount, fee: 0, source: dispute.id, currency })
      deliverer.emit([
        eventOf('charge.dispute.created', dispute),
        eventOf('charge.dispute.funds_withdrawn', dispute),
      ])
      return dispute
    },

    endDispute(id, status) {
      const dispute = store.dispute.get(id)
      if (dispute?.status !== 'needs_response') return null
      const ended = { ...dispute, status }
      store.put('dispute', id, ended)
      const events = [eventOf('charge.dispute.closed', ended)]
      if (status === 'won') {
        const { amount, currency } = dispute
        noteMovement(store, { type: 'adjustment', amount, fee: 0, source: id, currency })
        events.push(eventOf('charge.dispute.funds_reinstated', ended))
      }
      deliverer.emit(events)
      return ended
    },

    resume() {
      for (const [id, note] of store.note)
        if (note.later?.at != null) arm(id, note.later.at, note.later.arrives)
    },
    stop() {
      clearInterval(sweep)
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
  const sweep = setInterval(() => {
    for (const s of store.session.values())
      if (s.status === 'open' && s.expires_at <= nowS()) till.expire(s.id)
  }, sweepMs).unref()
  return till
}
