import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { longestBatch } from './batch'
import { batchRow } from './internal/batch-row.server'
import { lineStanding } from './internal/line-standing.server'

export type AskReversalRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-booked'
  | 'banked'
  | 'refunded'
  | 'note-needed'
  | 'already-proposed'

/**
 * Asks that a booked line of a batch be reversed, because it was entered wrongly; a second person decides (`reverseBatchLine`). The
 * right one is entered in a new batch. Refuses `not-allowed`, `unknown-line`, `not-booked`, `banked` (take back its deposit on the
 * bank line first), `refunded`, `note-needed`, `already-proposed`.
 */
export async function askLineReversal(
  db: Database,
  by: Actor,
  { batchId, lineId, note }: { batchId: string; lineId: string; note: string },
): Promise<Outcome<object, AskReversalRefusal>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'look')
    const reach = { campaign: batch?.campaign }
    if (by.kind === 'software' || !can(by, 'offline.reverse', reach))
      return { ok: false, reason: 'not-allowed' }
    const line = batch && isUuid(lineId) ? await lineStanding(tx, batchId, lineId) : null
    if (!line) return { ok: false, reason: 'unknown-line' }
    if (line.stands !== 'booked') return { ok: false, reason: line.stands }
    const why = [...note.normalize('NFC').trim()].slice(0, longestBatch.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    const subject = { kind: 'batch-line', id: lineId }
    const payload = { batchId, lineId }
    const proposed = await propose(tx, by, { action: 'offline.reverse', subject, reach, payload, note: why })
    return proposed.ok ? { ok: true } : proposed
  })
}
