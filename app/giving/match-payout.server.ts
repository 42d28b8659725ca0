import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { bookPayout, type PayoutRefusal } from '~/payments/book-payout.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lockLine, takeMatch } from './internal/take-match.server'

export type MatchPayoutRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-so-much-open'
  | 'payout-arrived'
  | PayoutRefusal

class Refused extends Error {
  constructor(readonly reason: MatchPayoutRefusal) {
    super(reason)
  }
}
const amountOf = 'SELECT amount_fen AS fen FROM payments_payout WHERE id = $1'

/**
 * A transfer is a payout of the provider: out of suspense, and each fund's money from what the provider holds to the bank, in one
 * transaction. A payout comes in one transfer, of its amount to the fen. Refuses `not-allowed`, `unknown-line`, `not-so-much-open`
 * (another amount, or part of the line is matched), `payout-arrived` (with another line), and what `bookPayout` refuses.
 */
export async function matchPayout(
  db: Database,
  by: Actor,
  { lineId, payoutId }: { lineId: string; payoutId: string },
): Promise<Outcome<{ entryId: bigint }, MatchPayoutRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
  try {
    return await db.transaction(async (tx) => {
      const line = await lockLine(tx, lineId)
      if (!line) throw new Refused('unknown-line')
      const [payout] = await tx.query<{ fen: bigint }>(amountOf, [payoutId])
      if (!payout) throw new Refused('unknown-payout')
      if (payout.fen !== line.openFen) throw new Refused('not-so-much-open')
      const booked = await bookPayout(tx, { payoutId, occurredOn: line.day })
      if (!booked.ok) throw new Refused(booked.reason)
      if (!booked.created) throw new Refused('payout-arrived')
      const match = {
        kind: 'payout',
        target: payoutId,
        giftId: null,
        reason: 'by-hand',
        automatic: false,
      } as const
      await takeMatch(tx, by, line, { ...match, amountFen: payout.fen })
      return { ok: true, entryId: booked.entryId }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}
