import { newId, type SandboxCharge, type SandboxPayout, type SandboxTransaction } from './objects'
import { type Store, timeOf } from './store.server'

/** What the sandbox takes of a charge: 0.6 %, half a fen counts as one. */
export const feeOf = (amount: number) => Math.floor((amount * 6 + 500) / 1000)

/** Writes what moves the balance, as Stripe's balance transactions do. */
export function noteMovement(
  store: Store,
  movement: Pick<SandboxTransaction, 'type' | 'amount' | 'fee' | 'source' | 'currency'>,
): void {
  const id = newId('txn')
  const created = timeOf(store)
  store.put('transaction', id, {
    id,
    object: 'balance_transaction',
    ...movement,
    net: movement.amount - movement.fee,
    created,
    available_on: created,
    status: 'available',
  })
}

export const noteCharge = (store: Store, charge: SandboxCharge) =>
  noteMovement(store, {
    type: charge.payment_method_details.type === 'card' ? 'charge' : 'payment',
    amount: charge.amount,
    fee: feeOf(charge.amount),
    source: charge.id,
    currency: charge.currency,
  })

/** Pays out whatever has not been paid out; null when that is nothing. `off` makes the sum wrong by so many fen. */
export function payOut(store: Store, off = 0): SandboxPayout | null {
  const paid = new Set([...store.payout.values()].flatMap((p) => p.transactions))
  const rest = [...store.transaction.values()].filter((t) => t.type !== 'payout' && !paid.has(t.id))
  const amount = rest.reduce((sum, t) => sum + t.net, 0) + off
  if (rest.length === 0 || amount <= 0) return null
  const id = newId('po')
  const created = timeOf(store)
  const payout: SandboxPayout = {
    id,
    object: 'payout',
    amount,
    currency: rest[0]!.currency,
    status: 'paid',
    automatic: true,
    type: 'bank_account',
    created,
    // Midnight in UTC of the day in China: how Stripe names a day.
    arrival_date: Math.floor((created + 8 * 3600) / 86_400) * 86_400,
    transactions: rest.map((t) => t.id),
  }
  store.put('payout', id, payout)
  noteMovement(store, { type: 'payout', amount: -amount, fee: 0, source: id, currency: payout.currency })
  return payout
}
