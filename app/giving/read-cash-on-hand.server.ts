import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const read = `
  SELECT (SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_line WHERE account = 'cash') AS "onHandFen",
         (SELECT coalesce(sum(l.amount_fen), 0)::bigint FROM giving_batch_line l WHERE l.state = 'handed-in') AS "chequesFen",
         (SELECT count(*)::int FROM giving_batch_line l WHERE l.state = 'handed-in') AS cheques,
         (SELECT count(*)::int FROM giving_batch WHERE state = 'open') AS open`

/**
 * What the books say lies in the house (cash, and cheques that have cleared and are not matched to the bank), cheques that two
 * people have counted and the bank has not honoured, and batches that nobody has counted to the end: their sums are not told.
 */
export async function readCashOnHand(
  sql: Sql,
): Promise<{ onHandFen: Fen; chequesFen: Fen; cheques: number; open: number }> {
  const [row] = await sql.query<{ onHandFen: Fen; chequesFen: Fen; cheques: number; open: number }>(read)
  return row!
}
