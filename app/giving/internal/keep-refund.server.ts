import type { Sql } from '~/platform/db.server'
import type { RefundReason } from '../refund'

export interface RefundOrder {
  /** Made by the form: the same form sent twice is one refund. */
  refundId: string
  giftId: string
  /** Of the gift; the covered fee goes along with its last fen, and only then. */
  amountFen: bigint
  reason: RefundReason
  note: string
}

export interface RefundableGift {
  campaign: string
  /** Confirmed and not reversed: it is in the books. */
  stands: boolean
}
const lock = `
  SELECT campaign, state = 'confirmed' AND (refunded_at IS NULL OR refunded_fen = amount_fen) AS stands
    FROM giving_gift WHERE id = $1::uuid FOR UPDATE`
export const lockRefundable = async (tx: Sql, giftId: string) =>
  (await tx.query<RefundableGift>(lock, [giftId]))[0]

const rest = `
  SELECT (SELECT coalesce(sum(fen), 0)::bigint FROM giving_left($1::uuid)) AS left,
         (SELECT coalesce(sum(amount_fen), 0)::bigint FROM giving_refund WHERE gift_id = $1::uuid AND state <> 'failed') AS back,
         EXISTS (SELECT FROM giving_refund WHERE id = $2::uuid) AS known`
/** What may still go back, how much has or will, and whether this very order is known; ask it under the gift's lock. */
export async function restOf(tx: Sql, giftId: string, refundId: string) {
  const [row] = await tx.query<{ left: bigint; back: bigint; known: boolean }>(rest, [giftId, refundId])
  return row!
}

const insert = `
  WITH r AS (
    INSERT INTO giving_refund (id, gift_id, amount_fen, fee_fen, funds, share_fens, reason, note, asked_by, asked_name, agreed_by)
    SELECT $1::uuid, $2::uuid, $3::bigint, CASE WHEN $3::bigint = $4::bigint THEN giving_fee_left($2::uuid) ELSE 0 END, s.funds, s.fens,
           $5, $6, $7, $8, $9
      FROM giving_split_back($2::uuid, $3::bigint) s RETURNING id
  )
  INSERT INTO platform_outbox (topic, payload) SELECT 'send-refund', jsonb_build_object('refundId', r.id)
    FROM r, giving_gift g WHERE g.id = $2::uuid AND g.payment_ref IS NOT NULL`

/**
 * Writes the order down and, of a gift that came through a provider, asks for its sending, in `tx`; nothing leaves the house before
 * that is committed. Any other waits until a treasurer says how it was paid (`pay-refund`).
 */
export async function keepRefund(
  tx: Sql,
  order: RefundOrder & { leftFen: bigint; askedBy: string; askedName: string; agreedBy: string },
): Promise<void> {
  await tx.query(insert, [
    order.refundId,
    order.giftId,
    order.amountFen,
    order.leftFen,
    order.reason,
    order.note,
    order.askedBy,
    order.askedName,
    order.agreedBy,
  ])
}
