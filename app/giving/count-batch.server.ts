import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Fen } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Pieces } from './batch'
import { batchRow, countingOf } from './internal/batch-row.server'
import { keepCount } from './internal/keep-count.server'

export type CountBatchRefusal =
  | 'not-allowed'
  | 'unknown-batch'
  | 'not-open'
  | 'no-lines'
  | 'not-entered'
  | 'lines-differ'

/**
 * The first of two people counts a batch. What was counted must be what the lines say, to the fen: money without a line is entered
 * as an anonymous one, a line without its money is corrected. From here on the lines stand still until another person has counted.
 * Neither trail nor proposal say the amount. Refuses `not-allowed`, `unknown-batch`, `not-open` (somebody has counted it),
 * `no-lines`, `not-entered` (whoever does not know the lines is the one to count second), `lines-differ` (with the difference).
 */
export async function countBatch(
  db: Database,
  by: Actor,
  { batchId, countedFen, pieces = {} }: { batchId: string; countedFen: Fen; pieces?: Pieces },
): Promise<Outcome<object, CountBatchRefusal> & { differenceFen?: Fen }> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    const reach = { campaign: batch?.campaign }
    if (by.kind === 'software' || !can(by, 'offline.count', reach))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const counting = await countingOf(tx, batchId, by.id)
    if (batch.state !== 'open' || counting.proposalId !== null) return { ok: false, reason: 'not-open' }
    if (counting.lines === 0) return { ok: false, reason: 'no-lines' }
    if (!counting.entered) return { ok: false, reason: 'not-entered' }
    if (countedFen !== counting.sumFen)
      return { ok: false, reason: 'lines-differ', differenceFen: countedFen - counting.sumFen }
    const subject = { kind: 'batch', id: batchId }
    const payload = { batchId }
    const proposed = await propose(tx, by, { action: 'offline.count', subject, reach, payload })
    if (!proposed.ok) throw new Error(`a count could not be proposed: ${proposed.reason}`)
    await keepCount(tx, by, { batchId, nth: 1, countedFen, pieces })
    return { ok: true }
  })
}
