import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

/** A refund that no provider sends: a treasurer has to pay it. */
export interface RefundToPay {
  id: string
  giftId: string
  amountFen: Fen
  askedName: string
  askedAt: Date
}
const list = `
  SELECT r.id::text, r.gift_id::text AS "giftId", r.amount_fen + r.fee_fen AS "amountFen", r.asked_name AS "askedName", r.asked_at AS "askedAt"
    FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id WHERE r.state = 'asked' AND g.payment_ref IS NULL
   ORDER BY r.asked_at, r.id LIMIT 50`

/** Refunds that wait for somebody to pay them, the oldest first; fifty at the most. */
export const listRefundsToPay = (sql: Sql): Promise<RefundToPay[]> => sql.query<RefundToPay>(list)
