import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { longestAssistance } from './assistance'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

const drop = `
  WITH gone AS (DELETE FROM stewardship_assistance_case WHERE batch = $1::uuid)
  UPDATE stewardship_assistance_batch SET state = 'dropped', note = $2 WHERE id = $1::uuid`

/**
 * A batch was begun by mistake: nothing was paid, its cases go with whoever they were, title and reason stay. Refuses `not-allowed`,
 * `unknown-batch`, `not-open`, `note-needed`.
 */
export async function dropAssistance(
  db: Database,
  by: Actor,
  { batchId, note }: { batchId: string; note: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-open' | 'note-needed'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (!can(by, 'assistance.enter', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'open' || batch.waiting) return { ok: false, reason: 'not-open' }
    const why = [...note.normalize('NFC').trim()].slice(0, longestAssistance.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    await tx.query(drop, [batchId, why])
    await recordAct(tx, {
      by,
      action: 'assistance.drop',
      subject: { kind: 'assistance', id: batchId },
      note: why,
    })
    return { ok: true }
  })
}
