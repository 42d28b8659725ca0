import type { Sql } from '~/platform/db.server'
import type { Dispute, MoneyBack, Refund } from './refund'

const refunds = `
  SELECT id, amount_fen AS "amountFen", fee_fen AS "feeFen", reason, note, state, failure, provider_ref AS "providerRef",
         paid_by AS "paidBy", paid_name AS "paidName", evidence, evidence_name AS "evidenceName", bank_line_id::text AS "bankLineId",
         asked_name AS "askedName", asked_at AS "askedAt", refunded_on AS "refundedOn"
    FROM giving_refund WHERE gift_id = $1::uuid ORDER BY asked_at, id`
const disputes = `
  SELECT id, provider_ref AS "providerRef", amount_fen AS "amountFen", fee_fen AS "feeFen", over_fen AS "overFen", state,
         opened_on AS "openedOn", closed_on AS "closedOn"
    FROM giving_dispute WHERE gift_id = $1::uuid ORDER BY opened_on, id`
const left = `
  SELECT (SELECT coalesce(sum(fen), 0)::bigint FROM giving_left($1::uuid)) AS "leftFen", giving_fee_left($1::uuid) AS "feeLeftFen",
         (SELECT payment_ref IS NULL FROM giving_gift WHERE id = $1::uuid) AS "byHand",
         EXISTS (SELECT FROM identity_proposal WHERE action = 'gift.refund' AND subject_kind = 'gift' AND subject_id = ($1::uuid)::text AND state = 'waiting') AS waits`

/** What went back of the gift with this id; the gift must be there. */
export async function findMoneyBack(sql: Sql, giftId: string): Promise<MoneyBack> {
  const [rest] = await sql.query<Pick<MoneyBack, 'leftFen' | 'feeLeftFen' | 'waits' | 'byHand'>>(left, [
    giftId,
  ])
  return {
    refunds: await sql.query<Refund>(refunds, [giftId]),
    disputes: await sql.query<Dispute>(disputes, [giftId]),
    ...rest!,
  }
}

const proof = `
  SELECT evidence_type AS type, evidence_name AS name FROM giving_refund WHERE gift_id = $1::uuid AND evidence = $2 AND evidence <> '' LIMIT 1`
/** What the file is that proves a refund of this gift; null when none of its refunds has it. */
export async function findRefundProof(
  sql: Sql,
  giftId: string,
  fileId: string,
): Promise<{ type: string; name: string } | null> {
  const [row] = await sql.query<{ type: string; name: string }>(proof, [giftId, fileId])
  return row ?? null
}
