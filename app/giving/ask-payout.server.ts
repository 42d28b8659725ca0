import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type TakePayoutRefusal, takePayout } from './internal/take-payout.server'

export type AskPayoutRefusal =
  | 'not-allowed'
  | Exclude<TakePayoutRefusal, 'not-explained' | 'does-not-add-up'>
  | 'fits'
  | 'note-needed'
  | 'already-proposed'

class Refused extends Error {
  constructor(readonly reason: AskPayoutRefusal) {
    super(reason)
  }
}
const longestNote = 400

/**
 * A payout has come to the bank, and its movements do not explain it: asks a second person to let it in all the same, with a reason for
 * colleagues. Nothing moves until then. Refuses `not-allowed`, what `match-payout` refuses for other reasons, `fits` (it explains itself,
 * and needs nobody), `note-needed`, `already-proposed`.
 */
export async function askPayout(
  db: Database,
  by: Actor,
  { lineId, payoutId, note }: { lineId: string; payoutId: string; note: string },
): Promise<Outcome<{ proposalId: string }, AskPayoutRefusal>> {
  if (!can(by, 'payout.accept')) return { ok: false, reason: 'not-allowed' }
  const why = [...note.normalize('NFC').trim()].slice(0, longestNote).join('')
  try {
    return await db.transaction(async (tx) => {
      const tried = await takePayout(tx, by, { lineId, payoutId })
      // What would have gone without a second person is rolled back.
      if (tried.ok) throw new Refused('fits')
      if (tried.reason !== 'not-explained' && tried.reason !== 'does-not-add-up')
        throw new Refused(tried.reason)
      if (why === '') throw new Refused('note-needed')
      const asked = {
        action: 'payout.accept',
        subject: { kind: 'payout', id: payoutId },
        reach: {},
        payload: { lineId, payoutId, why },
        note: why,
      } as const
      return propose(tx, by, asked)
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}
