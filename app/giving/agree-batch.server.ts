import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { batchRow, routesOf } from './internal/batch-row.server'
import { type BookableLine, bookLine, linesToBook } from './internal/book-line.server'

export type AgreeBatchRefusal = 'not-allowed' | 'changed-since' | 'count-first' | 'campaign-not-open'

/** The two counts of the round, by two people, of what the lines say. */
const agreed = `
  SELECT count(DISTINCT c.counted_by) = 2 AND min(c.counted_fen) = max(c.counted_fen)
         AND min(c.counted_fen) = (SELECT sum(amount_fen) FROM giving_batch_line WHERE batch_id = $1::uuid) AS yes
    FROM giving_batch_count c WHERE c.batch_id = $1::uuid AND c.round = $2`
const handIn = `UPDATE giving_batch_line SET state = 'handed-in' WHERE batch_id = $1::uuid AND state = 'entered'`
const close = `
  UPDATE giving_batch SET state = 'agreed', agreed_by = $2, agreed_at = clock_timestamp() WHERE id = $1::uuid AND state = 'open'`

/**
 * Books a batch that two people have counted alike: each line of cash is a gift on the day it was received; cheques are handed in
 * and booked when they have cleared (`clearCheque`). In `tx`, which says that `by`, the second person, agrees. Refuses `not-allowed`,
 * `changed-since` (booked, or dropped), `count-first` (nobody agrees to cash that they have not counted), `campaign-not-open`.
 */
export async function agreeBatch(
  tx: Sql,
  by: Actor,
  batchId: string,
): Promise<Outcome<{ giftIds: string[] }, AgreeBatchRefusal>> {
  const batch = await batchRow(tx, batchId, 'look')
  if (!canAgree(by, 'offline.count', { campaign: batch?.campaign }))
    return { ok: false, reason: 'not-allowed' }
  if (batch?.state !== 'open') return { ok: false, reason: 'changed-since' }
  const [counts] = await tx.query<{ yes: boolean | null }>(agreed, [batchId, batch.round])
  if (!counts?.yes) return { ok: false, reason: 'count-first' }
  const routes = await routesOf(tx, batch.campaign)
  if (!routes) return { ok: false, reason: 'campaign-not-open' }
  const giftIds: string[] = []
  if (batch.kind === 'cash') {
    const lines = await tx.query<BookableLine>(linesToBook, [batchId, 'entered', null])
    for (const line of lines)
      giftIds.push(await bookLine(tx, line, batch, { routes, occurredOn: batch.receivedOn, by: by.id }))
  } else await tx.query(handIn, [batchId])
  await tx.query(close, [batchId, by.id])
  const subject = { kind: 'batch', id: batchId }
  await recordAct(tx, { by, action: 'offline.count', subject, after: { gifts: giftIds.length } })
  return { ok: true, giftIds }
}
