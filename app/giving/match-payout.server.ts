import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type TakePayoutRefusal, takePayout } from './internal/take-payout.server'

export type MatchPayoutRefusal = 'not-allowed' | TakePayoutRefusal

class Refused extends Error {
  constructor(readonly reason: TakePayoutRefusal) {
    super(reason)
  }
}

/**
 * A transfer is a payout of the provider: out of suspense, and each fund's money from what the provider holds to the bank, in one
 * transaction. A payout comes in one transfer, of its amount to the fen. Refuses `not-allowed`, `unknown-line`, `not-so-much-open`
 * (another amount, or part of the line is matched), `payout-arrived` (with another line), and what `bookPayout` refuses; what is not
 * explained can be let in by two (`ask-payout`).
 */
export async function matchPayout(
  db: Database,
  by: Actor,
  { lineId, payoutId }: { lineId: string; payoutId: string },
): Promise<Outcome<{ entryId: bigint }, MatchPayoutRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  try {
    return await db.transaction(async (tx) => {
      const taken = await takePayout(tx, by, { lineId, payoutId })
      if (!taken.ok) throw new Refused(taken.reason)
      return taken
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}
