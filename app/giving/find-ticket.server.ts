import type { Sql } from '~/platform/db.server'
import type { TicketFacts } from './statement'

/** The finance bureau's ticket that is recorded for this gift, or null. */
export async function findTicket(sql: Sql, giftId: string): Promise<TicketFacts | null> {
  const [row] = await sql.query<TicketFacts>(
    `SELECT code, number, check_code AS "checkCode", issued_on AS "issuedOn" FROM giving_ticket
      WHERE gift_id = $1::uuid AND voided_at IS NULL`,
    [giftId],
  )
  return row ?? null
}
