import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { batchRow, countingOf } from './internal/batch-row.server'

/**
 * Takes a line out of a batch that nobody has counted. Refuses `not-allowed`, `unknown-batch`, `not-open`, `line-gone` (somebody
 * has taken it out already).
 */
export async function removeBatchLine(
  db: Database,
  by: Actor,
  { batchId, lineId }: { batchId: string; lineId: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-open' | 'line-gone'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (by.kind === 'software' || !can(by, 'offline.enter', { campaign: batch?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const { proposalId } = await countingOf(tx, batchId, by.id)
    if (batch.state !== 'open' || proposalId !== null) return { ok: false, reason: 'not-open' }
    const gone = isUuid(lineId)
      ? await tx.query(
          'DELETE FROM giving_batch_line WHERE id = $1::uuid AND batch_id = $2::uuid RETURNING id',
          [lineId, batchId],
        )
      : []
    if (gone.length === 0) return { ok: false, reason: 'line-gone' }
    const subject = { kind: 'batch', id: batchId }
    await recordAct(tx, { by, action: 'offline.remove', subject, before: { lineId } })
    return { ok: true }
  })
}
