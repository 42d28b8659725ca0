import {
  type Method,
  newId,
  nowS,
  type SandboxCharge,
  type SandboxEvent,
  type SandboxIntent,
  type SandboxSession,
  type SessionNote,
} from './objects'

export const apiVersion = '2026-10-28.endive'

export const eventOf = (type: string, object: object): SandboxEvent => ({
  id: newId('evt'),
  object: 'event',
  api_version: apiVersion,
  created: nowS(),
  // A snapshot: what happens to the object later does not change what the event said.
  data: { object: structuredClone(object) },
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type,
})

export const newIntent = (session: SandboxSession, note: SessionNote): SandboxIntent => ({
  id: newId('pi'),
  object: 'payment_intent',
  livemode: false,
  amount: session.amount_total,
  amount_received: 0,
  currency: session.currency,
  capture_method: 'automatic',
  description: note.intentDescription,
  latest_charge: null,
  metadata: note.intentMetadata,
  payment_method_types: session.payment_method_types,
  status: 'requires_payment_method',
  last_payment_error: null,
  created: nowS(),
})

export function newCharge(
  intent: SandboxIntent,
  method: Method,
  status: SandboxCharge['status'],
): SandboxCharge {
  return {
    id: newId('ch'),
    object: 'charge',
    livemode: false,
    amount: intent.amount,
    amount_captured: status === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    captured: status === 'succeeded',
    currency: intent.currency,
    description: intent.description,
    failure_code: status === 'failed' ? 'card_declined' : null,
    metadata: intent.metadata,
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method_details: { type: method, [method]: {} },
    refunded: false,
    status,
    created: nowS(),
  }
}

export const succeeded = (intent: SandboxIntent, charge: SandboxCharge): SandboxIntent => ({
  ...intent,
  status: 'succeeded',
  amount_received: intent.amount,
  latest_charge: charge.id,
  last_payment_error: null,
})
export const declined = (intent: SandboxIntent, charge: SandboxCharge): SandboxIntent => ({
  ...intent,
  status: 'requires_payment_method',
  latest_charge: charge.id,
  last_payment_error: { code: 'card_declined', message: 'Your card was declined.', type: 'card_error' },
})
