import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface Arrival {
  giftId: string
  bankLineId: string
  amountFen: Fen
  paidOn: Day
  takenBack: boolean
}

/** What arrived for a pledge, the oldest first, with what was taken back. */
export const listArrivals = (sql: Sql, pledgeId: string): Promise<Arrival[]> =>
  sql.query(
    `SELECT a.gift_id::text AS "giftId", a.bank_line_id AS "bankLineId", a.amount_fen AS "amountFen", g.paid_on AS "paidOn",
            a.taken_back_at IS NOT NULL AS "takenBack"
       FROM giving_pledge_arrival a JOIN giving_gift g ON g.id = a.gift_id
      WHERE a.pledge_id = $1::uuid ORDER BY a.created_at, a.gift_id LIMIT 200`,
    [pledgeId],
  )
