import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

const remove = `
  DELETE FROM stewardship_assistance_case WHERE id = $2::uuid AND batch = $1::uuid RETURNING category, amount_fen AS "amountFen"`

/** Takes a case out of a batch that is not handed on yet, and who it is with it. Refuses `not-allowed`, `unknown-batch`, `not-open`, `case-gone`. */
export async function removeCase(
  db: Database,
  by: Actor,
  { batchId, caseId }: { batchId: string; caseId: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-open' | 'case-gone'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (!can(by, 'assistance.enter', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'open' || batch.waiting) return { ok: false, reason: 'not-open' }
    const [gone] = isUuid(caseId) ? await tx.query<object>(remove, [batchId, caseId]) : []
    if (!gone) return { ok: false, reason: 'case-gone' }
    const before = { caseId, ...gone }
    await recordAct(tx, {
      by,
      action: 'assistance.remove',
      subject: { kind: 'assistance', id: batchId },
      before,
    })
    return { ok: true }
  })
}
