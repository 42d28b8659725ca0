import type { Actor } from '~/identity/actor'
import { bookPayout, type PayoutRefusal } from '~/payments/book-payout.server'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lockLine, takeMatch } from './take-match.server'

export type TakePayoutRefusal = 'unknown-line' | 'not-so-much-open' | 'payout-arrived' | PayoutRefusal

const amountOf = 'SELECT amount_fen AS fen FROM payments_payout WHERE id = $1'

/**
 * Takes a line of the bank as a payout, in `tx`: out of suspense, and each fund's money from what the provider holds to the bank.
 * `accepted` is why two people let in one that is not explained. After a refusal the caller must roll back.
 */
export async function takePayout(
  tx: Sql,
  by: Actor,
  { lineId, payoutId, accepted }: { lineId: string; payoutId: string; accepted?: string },
): Promise<Outcome<{ entryId: bigint }, TakePayoutRefusal>> {
  const line = isUuid(lineId) ? await lockLine(tx, lineId) : null
  if (!line) return { ok: false, reason: 'unknown-line' }
  const [payout] = await tx.query<{ fen: bigint }>(amountOf, [payoutId])
  if (!payout) return { ok: false, reason: 'unknown-payout' }
  if (payout.fen !== line.openFen) return { ok: false, reason: 'not-so-much-open' }
  const booked = await bookPayout(tx, { payoutId, occurredOn: line.day, accepted })
  if (!booked.ok) return booked
  if (!booked.created) return { ok: false, reason: 'payout-arrived' }
  const match = {
    kind: 'payout',
    target: payoutId,
    giftId: null,
    reason: 'by-hand',
    automatic: false,
  } as const
  await takeMatch(tx, by, line, { ...match, amountFen: payout.fen })
  return { ok: true, entryId: booked.entryId }
}
