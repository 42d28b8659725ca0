import type { Sql } from '~/platform/db.server'

export interface NamedPayment {
  provider: string
  paymentRef: string
  /** The entry that it is booked in, by its source and key in the ledger. */
  entrySource: string
  entryKey: string
}

/**
 * Says in which entry a payment is booked that does not say it itself (a subscription's charge carries no gift's id), in the
 * transaction that books it: the provider's balance is then explained. Said again it changes nothing.
 */
export async function namePayment(tx: Sql, named: NamedPayment): Promise<void> {
  await tx.query(
    `INSERT INTO payments_named_payment (provider, payment_ref, entry_source, entry_key) VALUES ($1, $2, $3, $4)
     ON CONFLICT (provider, payment_ref) DO NOTHING`,
    [named.provider, named.paymentRef, named.entrySource, named.entryKey],
  )
}
