import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Batch, BatchLine } from './batch'
import { batches, onHand, seesAmounts } from './internal/batch-columns.server'
import { hasEntered } from './internal/batch-row.server'

export interface BatchCount {
  round: number
  nth: 1 | 2
  /** Null to whoever may have to count yet, of counts that are not their own. */
  countedFen: Fen | null
  countedByName: string
  countedAt: Date
}
export interface FoundBatch {
  batch: Batch
  lines: BatchLine[]
  /** Of rounds that are over; of the one under way only to those who know it anyhow. */
  counts: BatchCount[]
  droppedNote: string
  /** `by` has opened the batch or entered a line: they do not count second. */
  entered: boolean
  /** `by` was the first to count in the round under way. */
  countedFirst: boolean
  /** Who counted first, while another has to. */
  countedBy: string | null
}

const lines = `
  SELECT l.id::text, CASE WHEN ${seesAmounts} THEN l.amount_fen END AS "amountFen", l.fund,
         coalesce(g.donor_name, l.donor_name) AS "donorName", coalesce(g.name_consent, l.name_consent) AS "nameConsent",
         l.contact_email AS "contactEmail", l.cheque_number AS "chequeNumber", l.cheque_bank AS "chequeBank", l.state, l.note,
         l.gift_id::text AS "giftId", l.state = 'booked' AND NOT ${onHand} AS banked
    FROM giving_batch_line l JOIN giving_batch b ON b.id = l.batch_id LEFT JOIN giving_gift g ON g.id = l.gift_id
   WHERE l.batch_id = $2::uuid ORDER BY l.position`
const counts = `
  SELECT c.round, c.nth, CASE WHEN c.counted_by = $1 OR ${seesAmounts} THEN c.counted_fen END AS "countedFen", c.counted_name AS "countedByName", c.counted_at AS "countedAt",
         c.counted_by = $1 AS own
    FROM giving_batch_count c JOIN giving_batch b ON b.id = c.batch_id WHERE c.batch_id = $2::uuid ORDER BY c.round, c.nth`
const more = `
  SELECT b.dropped_note AS "droppedNote", ${hasEntered('$1')} AS entered FROM giving_batch b WHERE b.id = $2::uuid`

/**
 * One batch with its lines and counts, as `by` may see it: while it is open, amounts are for those who entered it, so that the
 * other person's count is their own. Null when there is none within their reach.
 */
export async function findBatch(sql: Sql, by: Actor, id: string): Promise<FoundBatch | null> {
  if (!isUuid(id)) return null
  const [batch] = await sql.query<Batch>(`${batches} WHERE b.id = $2::uuid`, [by.id, id])
  if (!batch || !can(by, 'offline.see', { campaign: batch.campaign })) return null
  const mayEnter = can(by, 'offline.enter', { campaign: batch.campaign })
  const [rest] = await sql.query<{ droppedNote: string; entered: boolean }>(more, [by.id, id])
  const all = await sql.query<BatchCount & { own: boolean }>(counts, [by.id, id])
  const first = batch.state === 'counting' ? all.find((c) => c.round === batch.round && c.nth === 1) : null
  const found = await sql.query<BatchLine>(lines, [by.id, id])
  return {
    batch,
    // How to reach a donor is for those who enter it.
    lines: mayEnter ? found : found.map((line) => ({ ...line, contactEmail: '' })),
    counts: all.filter((c) => c !== first || c.own),
    ...rest!,
    countedFirst: first?.own ?? false,
    countedBy: first?.countedByName ?? null,
  }
}
