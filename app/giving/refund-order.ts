import { type RefundReason, refundReasons } from './refund'

/** Reads the payload of a proposal to refund, which is plain JSON. Throws on what `askRefund` never wrote. */
export function readRefundOrder(payload: Record<string, unknown>) {
  const reason = refundReasons.find((known) => known === payload.reason)
  if (!reason) throw new Error('a proposal to refund carries no reason')
  return {
    refundId: String(payload.refundId),
    giftId: String(payload.giftId),
    amountFen: BigInt(String(payload.amountFen)),
    reason: reason as RefundReason,
    note: '',
    askedBy: String(payload.askedBy),
    askedName: String(payload.askedName),
  }
}
