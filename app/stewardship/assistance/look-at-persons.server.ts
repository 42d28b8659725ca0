import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Person } from './assistance'
import { batchRow, reachOfBatch } from './internal/batch-row.server'
import type { PersonBox } from './person-box.server'

const list = `
  SELECT id::text, person FROM stewardship_assistance_case WHERE batch = $1::uuid ORDER BY position`

/**
 * Who the cases of a batch are, for those who pay them out; each look stands in the trail (the look, never who was seen). Refuses
 * `not-allowed`, `unknown-batch`.
 */
export async function lookAtPersons(
  db: Database,
  by: Actor,
  { batchId, box }: { batchId: string; box: PersonBox },
): Promise<Outcome<{ persons: Record<string, Person> }, 'not-allowed' | 'unknown-batch'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'look')
    if (!can(by, 'assistance.look', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const rows = await tx.query<{ id: string; person: Uint8Array }>(list, [batchId])
    const after = { cases: rows.length }
    await recordAct(tx, {
      by,
      action: 'assistance.look',
      subject: { kind: 'assistance', id: batchId },
      after,
    })
    return {
      ok: true,
      persons: Object.fromEntries(rows.map(({ id, person }) => [id, box.openPerson(id, person)])),
    }
  })
}
