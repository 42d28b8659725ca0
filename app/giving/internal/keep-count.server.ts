import type { Actor } from '~/identity/actor'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { Pieces } from '../batch'

/** A first count begins a round: what was counted before stays. */
const keep = `
  WITH b AS (
    UPDATE giving_batch SET round = round + CASE WHEN EXISTS (SELECT FROM giving_batch_count c
              WHERE c.batch_id = $1::uuid AND c.round = giving_batch.round AND c.nth = 1) AND $2 = 1 THEN 1 ELSE 0 END
     WHERE id = $1::uuid RETURNING id, round
  )
  INSERT INTO giving_batch_count (batch_id, round, nth, pieces, counted_fen, counted_by, counted_name)
  SELECT id, round, $2, $3::jsonb, $4, $5, $6 FROM b`

/** Writes down what one person counted, in `tx` that holds the batch. */
export async function keepCount(
  tx: Sql,
  by: Actor,
  count: { batchId: string; nth: 1 | 2; countedFen: Fen; pieces: Pieces },
): Promise<void> {
  const { batchId, nth, countedFen, pieces } = count
  await tx.query(keep, [batchId, nth, JSON.stringify(pieces), countedFen, by.id, by.name])
}
