import type { Sql } from '~/platform/db.server'
import type { Dispute, MoneyBack, Refund } from './refund'

const refunds = `
  SELECT id, amount_fen AS "amountFen", fee_fen AS "feeFen", reason, note, state, failure, provider_ref AS "providerRef",
         asked_name AS "askedName", asked_at AS "askedAt", refunded_on AS "refundedOn"
    FROM giving_refund WHERE gift_id = $1::uuid ORDER BY asked_at, id`
const disputes = `
  SELECT id, provider_ref AS "providerRef", amount_fen AS "amountFen", fee_fen AS "feeFen", over_fen AS "overFen", state,
         opened_on AS "openedOn", closed_on AS "closedOn"
    FROM giving_dispute WHERE gift_id = $1::uuid ORDER BY opened_on, id`
const left = `
  SELECT (SELECT coalesce(sum(fen), 0)::bigint FROM giving_left($1::uuid)) AS "leftFen", giving_fee_left($1::uuid) AS "feeLeftFen",
         EXISTS (SELECT FROM identity_proposal WHERE action = 'gift.refund' AND subject_kind = 'gift' AND subject_id = ($1::uuid)::text AND state = 'waiting') AS waits`

/** What went back of the gift with this id; the gift must be there. */
export async function findMoneyBack(sql: Sql, giftId: string): Promise<MoneyBack> {
  const [rest] = await sql.query<Pick<MoneyBack, 'leftFen' | 'feeLeftFen' | 'waits'>>(left, [giftId])
  return {
    refunds: await sql.query<Refund>(refunds, [giftId]),
    disputes: await sql.query<Dispute>(disputes, [giftId]),
    ...rest!,
  }
}
