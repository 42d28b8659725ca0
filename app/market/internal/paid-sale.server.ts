import type { Sql } from '~/platform/db.server'
import { isVoided } from './receipt-state'

/** Of a receipt, what an address to pay it has to agree with. */
export interface PaidSale {
  campaign: string
  stall: string
  method: string
  amountFen: bigint
  voided: boolean
}
const find = `
  SELECT x.campaign, x.stall, x.method, x.amount_fen AS "amountFen", ${isVoided} AS voided FROM market_sale x WHERE x.id = $1::uuid`

/** Null while its phone has not sent it. */
export async function findPaidSale(sql: Sql, id: string): Promise<PaidSale | null> {
  const [row] = await sql.query<PaidSale>(find, [id])
  return row ?? null
}
