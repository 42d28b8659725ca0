import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { cleanText, lengthOf } from './gift-form'
import { holdPledge, type PledgeHand } from './internal/hold-pledge.server'
import { longest } from './pledge-form'

/**
 * Takes a promise back; it stays in the list, with its reason, and what had arrived stays where it is. Whoever made it may
 * while nothing has arrived; the desk says why. Refuses `unknown` (or not theirs), `arrived` (too late for the link, or all of it
 * is here), `withdrawn` (it was before), `no-reason` (the desk's, empty or too long).
 */
export async function withdrawPledge(
  db: Database,
  hand: PledgeHand,
  reason = '',
): Promise<Outcome<object, 'unknown' | 'arrived' | 'withdrawn' | 'no-reason'>> {
  const why = cleanText(reason, 'one')
  return db.transaction(async (tx) => {
    const pledge = await holdPledge(tx, hand)
    if (!pledge) return { ok: false, reason: 'unknown' }
    if (pledge.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    if (pledge.state === 'arrived' || ('secret' in hand && pledge.arrivedFen > 0n))
      return { ok: false, reason: 'arrived' }
    if (('by' in hand && why === '') || lengthOf(why) > longest.note)
      return { ok: false, reason: 'no-reason' }
    await tx.query(
      `UPDATE giving_pledge SET state = 'withdrawn', withdrawn_at = clock_timestamp(), withdrawn_reason = $2, version = version + 1
        WHERE id = $1::uuid`,
      [pledge.id, why],
    )
    if ('by' in hand)
      await recordAct(tx, {
        by: hand.by,
        action: 'pledge.withdraw',
        subject: { kind: 'pledge', id: pledge.reference },
        before: { state: pledge.state, arrivedFen: pledge.arrivedFen },
        after: { state: 'withdrawn' },
        note: why,
      })
    return { ok: true }
  })
}
