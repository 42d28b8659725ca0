import type { BalanceTransaction } from './gateway'

/**
 * The entry that answers to a movement of the provider's balance, by its source and key in the ledger: known from the movement
 * alone, whether or not it has been posted. Null where the books expect none; then it stands unexplained.
 */
export function entryOfTransaction(t: BalanceTransaction): { source: string; key: string } | null {
  switch (t.type) {
    case 'charge':
    case 'payment':
      return t.giftId ? { source: 'gift', key: t.giftId } : null
    case 'refund':
    case 'payment_refund':
      return { source: 'refund', key: t.sourceRef }
    case 'refund_failure':
    case 'payment_failure_refund':
      return { source: 'refund', key: `${t.sourceRef}:failed` }
    case 'adjustment': {
      // A dispute takes and gives back under one name.
      const end = t.amountFen.startsWith('-') ? 'opened' : 'won'
      return /^(dp|du)_/.test(t.sourceRef) ? { source: 'dispute', key: `${t.sourceRef}:${end}` } : null
    }
    case 'stripe_fee':
      return { source: 'fee', key: t.id }
    default:
      return null
  }
}

/** What the provider keeps of this movement; a fee that stands alone is a movement of its own. */
export const feeOfTransaction = (t: BalanceTransaction): bigint =>
  t.type === 'stripe_fee' ? -BigInt(t.amountFen) : BigInt(t.feeFen)
