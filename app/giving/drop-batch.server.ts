import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { longestBatch } from './batch'
import { batchRow, countingOf } from './internal/batch-row.server'

const drop = `
  WITH l AS (UPDATE giving_batch_line SET contact_email = '' WHERE batch_id = $1::uuid)
  UPDATE giving_batch SET state = 'dropped', dropped_note = $2 WHERE id = $1::uuid`

/**
 * A batch was begun by mistake: nothing of it is booked, it and the reason are kept. Refuses `not-allowed`, `unknown-batch`,
 * `not-open` (being counted, or booked), `note-needed`.
 */
export async function dropBatch(
  db: Database,
  by: Actor,
  { batchId, note }: { batchId: string; note: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-open' | 'note-needed'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (by.kind === 'software' || !can(by, 'offline.enter', { campaign: batch?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const { proposalId } = await countingOf(tx, batchId, by.id)
    if (batch.state !== 'open' || proposalId !== null) return { ok: false, reason: 'not-open' }
    const why = [...note.normalize('NFC').trim()].slice(0, longestBatch.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    await tx.query(drop, [batchId, why])
    await recordAct(tx, { by, action: 'offline.drop', subject: { kind: 'batch', id: batchId }, note: why })
    return { ok: true }
  })
}
