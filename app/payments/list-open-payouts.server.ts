import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface OpenPayout {
  id: string
  provider: string
  amountFen: Fen
  /** When the provider says that it arrives. */
  arrivesOn: Day
}
const list = `
  SELECT id, provider, amount_fen AS "amountFen", arrives_on::text AS "arrivesOn" FROM payments_payout
   WHERE entry_id IS NULL AND status NOT IN ('failed', 'canceled') AND amount_fen = $1
   ORDER BY abs(arrives_on - $2::date), id LIMIT 5`

/** Payouts of this amount that no bank line has brought yet, those due nearest to `day` first; five at the most. */
export const listOpenPayouts = (sql: Sql, amountFen: Fen, day: Day): Promise<OpenPayout[]> =>
  sql.query<OpenPayout>(list, [amountFen, day])

const ofAmounts = `
  SELECT DISTINCT amount_fen AS fen FROM payments_payout
   WHERE entry_id IS NULL AND status NOT IN ('failed', 'canceled') AND amount_fen = ANY ($1::bigint[])`

/** Which of these amounts an open payout has, for a list of lines. */
export async function amountsOfPayouts(sql: Sql, amounts: readonly Fen[]): Promise<Set<Fen>> {
  if (amounts.length === 0) return new Set()
  return new Set((await sql.query<{ fen: Fen }>(ofAmounts, [amounts])).map(({ fen }) => fen))
}
