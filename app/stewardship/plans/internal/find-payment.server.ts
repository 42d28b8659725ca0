import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

export interface PaymentRow {
  plan: string
  amountFen: Fen
  paidOn: Day
  entryId: bigint
  contract: string | null
  instalment: number | null
  reversedOn: Day | null
}
const find = `
  SELECT plan::text, amount_fen AS "amountFen", paid_on AS "paidOn", entry_id AS "entryId", contract::text, instalment,
         reversed_on AS "reversedOn"
    FROM stewardship_disbursement WHERE id = $1::uuid`

/** A payment as verbs need it; null when there is none. Two who take it back stand in a row at its plan, not here. */
export async function findPayment(sql: Sql, id: string, lock: 'lock' | 'look'): Promise<PaymentRow | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<PaymentRow>(lock === 'lock' ? `${find} FOR UPDATE` : find, [id])
  return row ?? null
}
