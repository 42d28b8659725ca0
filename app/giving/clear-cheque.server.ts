import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { type Day, isDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { longestBatch } from './batch'
import { batchRow, routesOf } from './internal/batch-row.server'
import { type BookableLine, bookLine, linesToBook } from './internal/book-line.server'

export type ChequeFate = { cleared: true; on: Day } | { cleared: false; why: string }
export type ClearRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-handed-in'
  | 'campaign-not-open'
  | 'day-wrong'
  | 'note-needed'

const bounce = `
  UPDATE giving_batch_line SET state = 'bounced', note = $2, contact_email = '', decided_by = $3, decided_at = clock_timestamp()
   WHERE id = $1::uuid`

/**
 * What became of a cheque that was handed in: it has cleared, and is booked as a gift on the day the bank honoured it, for only
 * then the money came; or it bounced, with a reason, and is in no book. Refuses `not-allowed`, `unknown-line`, `not-handed-in`
 * (somebody else has said it), `campaign-not-open`, `day-wrong` (before it was received, or not yet), `note-needed`.
 */
export async function clearCheque(
  db: Database,
  by: Actor,
  { batchId, lineId, fate, today }: { batchId: string; lineId: string; fate: ChequeFate; today: Day },
): Promise<Outcome<{ giftId: string | null }, ClearRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (batch?.kind !== 'cheque' || !isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
    const [line] = await tx.query<BookableLine>(linesToBook, [batchId, 'handed-in', lineId])
    if (!line) return { ok: false, reason: 'not-handed-in' }
    const subject = { kind: 'batch', id: batchId }
    if (!fate.cleared) {
      const why = [...fate.why.normalize('NFC').trim()].slice(0, longestBatch.note).join('')
      if (why === '') return { ok: false, reason: 'note-needed' }
      await tx.query(bounce, [lineId, why, by.id])
      await recordAct(tx, { by, action: 'offline.bounce', subject, after: { lineId }, note: why })
      return { ok: true, giftId: null }
    }
    const { on } = fate
    if (!isDay(on) || on < batch.receivedOn || on > today) return { ok: false, reason: 'day-wrong' }
    const routes = await routesOf(tx, batch.campaign)
    if (!routes) return { ok: false, reason: 'campaign-not-open' }
    const giftId = await bookLine(tx, line, batch, { routes, occurredOn: on, by: by.id })
    await recordAct(tx, { by, action: 'offline.clear', subject, after: { lineId, giftId, on } })
    return { ok: true, giftId }
  })
}
