import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type TakePayoutRefusal, takePayout } from './internal/take-payout.server'

/**
 * Lets a payout in that its movements do not explain, in `tx`, which says that `by`, the second, has agreed. One that explains itself by
 * now is booked as it is. Refuses `not-allowed` and what `take-payout` refuses.
 */
export async function agreePayout(
  tx: Sql,
  by: Actor,
  payload: Record<string, unknown>,
): Promise<Outcome<{ entryId: bigint }, 'not-allowed' | TakePayoutRefusal>> {
  if (!canAgree(by, 'payout.accept')) return { ok: false, reason: 'not-allowed' }
  const [lineId, payoutId] = [String(payload.lineId), String(payload.payoutId)]
  const accepted = String(payload.why)
  const taken = await takePayout(tx, by, { lineId, payoutId, accepted })
  if (!taken.ok) return taken
  const subject = { kind: 'payout', id: payoutId }
  await recordAct(tx, { by, action: 'payout.accept', subject, after: { lineId }, note: accepted })
  return taken
}
