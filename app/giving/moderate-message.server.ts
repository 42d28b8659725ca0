import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export type MessageState = 'waiting' | 'approved' | 'rejected'

export interface ModerateMessage {
  giftId: string
  /** `waiting` takes a decision back. */
  decision: MessageState
  /** What the person saw when deciding; without it the last word counts. */
  seen?: MessageState
}

interface Row {
  campaign: string
  message: string
  state: MessageState | 'none'
  decided_by: string
}
const lockGift = `
  SELECT campaign, message, message_state AS state, message_decided_by AS decided_by
    FROM giving_gift WHERE id = $1::uuid FOR UPDATE`
const decide = `
  UPDATE giving_gift SET message_state = $2, message_decided_by = $3,
         message_decided_at = CASE WHEN $2 = 'waiting' THEN NULL ELSE clock_timestamp() END
   WHERE id = $1::uuid`

/**
 * Shows or hides a donor's message, or lets it wait again. The trail keeps the message's length only: what
 * a donor wrote must stay erasable, and a short text can be guessed from its digest. Deciding what is already so changes nothing.
 * Refuses `not-allowed`, `no-message`, and `decided-meanwhile` (another moderator was quicker; `by` says who).
 */
export async function moderateMessage(
  db: Database,
  by: Actor,
  { giftId, decision, seen }: ModerateMessage,
): Promise<
  Outcome<{ giftId: string }, 'not-allowed' | 'no-message' | 'decided-meanwhile'> & { by?: string }
> {
  return db.transaction(async (tx) => {
    const [gift] = isUuid(giftId) ? await tx.query<Row>(lockGift, [giftId]) : []
    if (!can(by, 'message.moderate', { campaign: gift?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!gift || gift.state === 'none') return { ok: false, reason: 'no-message' }
    if (gift.state === decision) return { ok: true, giftId }
    if (seen && gift.state !== seen) return { ok: false, reason: 'decided-meanwhile', by: gift.decided_by }
    await tx.query(decide, [giftId, decision, decision === 'waiting' ? '' : by.name])
    await recordAct(tx, {
      by,
      action: 'message.moderate',
      subject: { kind: 'gift', id: giftId },
      before: { message: gift.state },
      after: { message: decision, length: [...gift.message].length },
    })
    return { ok: true, giftId }
  })
}
