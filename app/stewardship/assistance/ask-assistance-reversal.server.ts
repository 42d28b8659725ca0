import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { longestAssistance } from './assistance'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

/**
 * Asks for a batch that was paid wrongly to be taken back whole; what was right in it is entered anew as another batch. Refuses
 * `not-allowed`, `unknown-batch`, `not-paid` (not yet, or taken back), `note-needed`.
 */
export async function askAssistanceReversal(
  db: Database,
  by: Actor,
  { batchId, note }: { batchId: string; note: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-paid' | 'note-needed'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    const reach = reachOfBatch(batch)
    if (by.kind === 'software' || !can(by, 'assistance.reverse', reach))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'paid' || batch.reversedOn !== null || batch.waiting)
      return { ok: false, reason: 'not-paid' }
    const why = [...note.normalize('NFC').trim()].slice(0, longestAssistance.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    const subject = { kind: 'assistance', id: batchId }
    const payload = { batchId, note: why }
    const asked = await propose(tx, by, { action: 'assistance.reverse', subject, reach, payload, note: why })
    return asked.ok ? { ok: true } : { ok: false, reason: 'not-paid' }
  })
}
