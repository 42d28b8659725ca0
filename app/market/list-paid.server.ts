import type { Sql } from '~/platform/db.server'
import { viaSale } from './sale-via'

const find = `
  SELECT substr(via, 6) AS sale, sum(amount_fen)::bigint::text AS "amountFen" FROM giving_gift
   WHERE via = ANY($1) AND via <> '' AND campaign = $2 AND state = 'confirmed' AND refunded_at IS NULL GROUP BY via ORDER BY via`

/** Of receipts by QR, those whose payment has arrived, with what arrived, in whole fen as text. */
export const listPaid = (
  sql: Sql,
  campaign: string,
  sales: readonly string[],
): Promise<{ sale: string; amountFen: string }[]> =>
  sales.length === 0 ? Promise.resolve([]) : sql.query(find, [sales.map(viaSale), campaign])
