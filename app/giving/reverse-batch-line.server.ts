import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { batchRow } from './internal/batch-row.server'
import { lineStanding } from './internal/line-standing.server'

const reverse = `
  WITH l AS (
    UPDATE giving_batch_line SET state = 'reversed', decided_by = $2, decided_at = clock_timestamp() WHERE id = $1::uuid RETURNING gift_id
  )
  UPDATE giving_gift SET refunded_at = clock_timestamp() WHERE id = (SELECT gift_id FROM l)`

/**
 * Reverses a line of a batch that was entered wrongly: its gift leaves totals and count, its acknowledgement says so. In `tx`, which
 * says that `by`, the second person, agrees. Refuses `not-allowed`, `changed-since` (reversed, refunded or paid into the bank since).
 */
export async function reverseBatchLine(
  tx: Sql,
  by: Actor,
  { batchId, lineId, today }: { batchId: string; lineId: string; today: Day },
): Promise<Outcome<{ giftId: string }, 'not-allowed' | 'changed-since'>> {
  const batch = await batchRow(tx, batchId, 'look')
  if (!canAgree(by, 'offline.reverse', { campaign: batch?.campaign }))
    return { ok: false, reason: 'not-allowed' }
  const line = batch && isUuid(lineId) ? await lineStanding(tx, batchId, lineId) : null
  if (line?.stands !== 'booked') return { ok: false, reason: 'changed-since' }
  const { entryId, giftId } = line
  const reversed = await reverseEntry(tx, { entryId, memo: 'entered wrongly', occurredOn: today })
  if (!reversed.ok) throw new Error(`a line could not be reversed: ${reversed.reason}`)
  await tx.query(reverse, [lineId, by.id])
  const subject = { kind: 'batch', id: batchId }
  await recordAct(tx, { by, action: 'offline.reverse', subject, after: { lineId, giftId } })
  return { ok: true, giftId }
}
