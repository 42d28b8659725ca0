import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lengthOf } from './gift-form'

const longestNote = 200
const takeOff = `
  UPDATE giving_ticket SET voided_by = $2, voided_at = clock_timestamp(), void_note = $3
   WHERE gift_id = $1::uuid AND voided_at IS NULL RETURNING code, number`

/**
 * Takes a ticket off its gift: it was issued anew, or recorded by mistake. It stays kept, with who did it and why, and its
 * number may be recorded again. Refuses `not-allowed`, `no-ticket`, `note-needed`, `note-too-long`.
 */
export async function voidTicket(
  db: Database,
  by: Actor,
  { giftId, note }: { giftId: string; note: string },
): Promise<Outcome<object, 'not-allowed' | 'no-ticket' | 'note-needed' | 'note-too-long'>> {
  if (!can(by, 'ticket.import')) return { ok: false, reason: 'not-allowed' }
  const why = note.trim()
  if (why === '') return { ok: false, reason: 'note-needed' }
  if (lengthOf(why) > longestNote) return { ok: false, reason: 'note-too-long' }
  if (!isUuid(giftId)) return { ok: false, reason: 'no-ticket' }
  return db.transaction(async (tx) => {
    const [ticket] = await tx.query<{ code: string; number: string }>(takeOff, [giftId, by.id, why])
    if (!ticket) return { ok: false, reason: 'no-ticket' }
    const subject = { kind: 'gift', id: giftId }
    await recordAct(tx, { by, action: 'ticket.void', subject, before: ticket, note: why })
    return { ok: true }
  })
}
