import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export interface KeepHeldGift {
  giftId: string
  /** `keep`: it stays held, for the reason in the note · `return`: the money is to go back to the donor. */
  decision: 'keep' | 'return'
  note: string
}

/** In code points. */
export const longestHoldNote = 500

interface Row {
  campaign: string
  state: string
  decision: string | null
}
const lockGift =
  'SELECT campaign, state, hold_decision AS decision FROM giving_gift WHERE id = $1::uuid FOR UPDATE'

/**
 * Leaves a gift held, with a note, or marks it to be returned. Nothing is posted and no money moves: the refund is made in
 * the provider's dashboard. `keep` takes a mark of return back. The note stays out of the trail, which must be erasable.
 * Refuses `not-allowed`, `unknown-gift`, `not-held`, `note-needed`, `note-too-long`.
 */
export async function keepHeldGift(
  db: Database,
  by: Actor,
  { giftId, decision, note }: KeepHeldGift,
): Promise<
  Outcome<{ giftId: string }, 'not-allowed' | 'unknown-gift' | 'not-held' | 'note-needed' | 'note-too-long'>
> {
  const words = note.trim()
  return db.transaction(async (tx) => {
    const [gift] = isUuid(giftId) ? await tx.query<Row>(lockGift, [giftId]) : []
    if (!can(by, 'hold.decide', { campaign: gift?.campaign })) return { ok: false, reason: 'not-allowed' }
    if (!gift) return { ok: false, reason: 'unknown-gift' }
    if (gift.state !== 'held') return { ok: false, reason: 'not-held' }
    if (decision === 'keep' && words === '') return { ok: false, reason: 'note-needed' }
    if ([...words].length > longestHoldNote) return { ok: false, reason: 'note-too-long' }
    await tx.query('UPDATE giving_gift SET hold_decision = $2, hold_note = $3 WHERE id = $1::uuid', [
      giftId,
      decision,
      words,
    ])
    await recordAct(tx, {
      by,
      action: `hold.${decision}`,
      subject: { kind: 'gift', id: giftId },
      before: { decision: gift.decision },
      after: { decision },
    })
    return { ok: true, giftId }
  })
}
