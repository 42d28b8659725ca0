import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** A debit of the bank that may be a refund. */
export interface RefundLine {
  id: string
  day: Day
  counterparty: string
}
const list = `
  SELECT id::text, day::text, counterparty FROM payments_bank_line l WHERE amount_fen = -$1::bigint AND amount_fen < 0 AND day >= $2::date
     AND NOT EXISTS (SELECT FROM giving_refund WHERE bank_line_id = l.id) ORDER BY day DESC, id LIMIT 5`

/** Debits of just this sum since `from` that are no refund yet, the newest first; five at the most. */
export const listRefundLines = (sql: Sql, fen: Fen, from: Day): Promise<RefundLine[]> =>
  sql.query<RefundLine>(list, [fen, from])
