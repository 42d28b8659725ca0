import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

const back = `
  UPDATE stewardship_assistance_batch SET reversed_on = $2, reversal_entry_id = $3, note = $4 WHERE id = $1::uuid`

/**
 * Takes a batch back whole, with its entry: its cases count no more from `today` on, and the money is the fund's again. In `tx`, which
 * says that `by`, the second person, agrees. Refuses `not-allowed`, `changed-since`.
 */
export async function reverseAssistance(
  tx: Sql,
  by: Actor,
  { batchId, note, today }: { batchId: string; note: string; today: Day },
): Promise<Outcome<{ entryId: bigint }, 'not-allowed' | 'changed-since'>> {
  const batch = await batchRow(tx, batchId, 'lock')
  if (!canAgree(by, 'assistance.reverse', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
  if (batch?.state !== 'paid' || batch.reversedOn !== null || batch.entryId === null)
    return { ok: false, reason: 'changed-since' }
  const { entryId } = batch
  const reversed = await reverseEntry(tx, { entryId, memo: 'assistance taken back', occurredOn: today })
  if (!reversed.ok) throw new Error(`assistance could not be taken back: ${reversed.reason}`)
  await tx.query(back, [batchId, today, reversed.entryId, note])
  await recordAct(tx, {
    by,
    action: 'assistance.reverse',
    subject: { kind: 'assistance', id: batchId },
    note,
  })
  return { ok: true, entryId: reversed.entryId }
}
