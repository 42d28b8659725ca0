import type { BackFact, PaymentFact } from '../../gateway'
import { isObject, type Json, refOf } from '../../internal/json'
import { giftOfTradeNumber } from '../../internal/trade-number'

const isFen = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0

/** An instant as WeChat writes it (RFC 3339 with zone), or null. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value))
    return null
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

/**
 * What a transaction says of its gift. Null while it says nothing final (not paid yet, being paid); undefined when it lacks what a fact
 * needs. One that has gone back was paid first (`REFUND`).
 */
export function readTransaction(transaction: Json, at: string): PaymentFact | null | undefined {
  const { trade_state: state, amount } = transaction
  const base = { giftId: giftOfTradeNumber(transaction.out_trade_no), channel: 'wechat_pay' as const }
  if (state === 'CLOSED' || state === 'REVOKED') {
    const paymentRef = refOf(transaction.out_trade_no)
    return { ...base, status: 'expired', amountFen: '0', currency: 'CNY', paymentRef, at }
  }
  if (state === 'NOTPAY' || state === 'USERPAYING' || state === 'PAYERROR' || state === 'ACCEPT') return null
  if (state !== 'SUCCESS' && state !== 'REFUND') return undefined
  const paymentRef = refOf(transaction.transaction_id)
  const paidAt = instantOf(transaction.success_time)
  if (!isObject(amount) || !isFen(amount.total) || paymentRef === '' || !paidAt) return undefined
  const currency = amount.currency ?? 'CNY'
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return undefined
  return { ...base, status: 'paid', amountFen: String(amount.total), currency, paymentRef, at: paidAt }
}

const refundStates: Record<string, BackFact['status']> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'pending',
  CLOSED: 'failed',
  ABNORMAL: 'failed',
}

/** What a refund says, as a callback (`refund_status`) or as an answer (`status`). It is in yuan: WeChat's domestic refunds know no other. */
export function readRefund(refund: Json, at: string): BackFact | undefined {
  const { amount } = refund
  const word = String(refund.refund_status ?? refund.status)
  const status = refundStates[word]
  const ref = refOf(refund.refund_id)
  const paymentRef = refOf(refund.transaction_id)
  if (!status || ref === '' || paymentRef === '' || !isObject(amount) || !isFen(amount.refund))
    return undefined
  const refundId = refOf(refund.out_refund_no)
  return {
    about: 'refund',
    ref,
    paymentRef,
    status,
    amountFen: String(amount.refund),
    currency: typeof amount.currency === 'string' ? amount.currency : 'CNY',
    ...(/^[0-9a-f-]{36}$/.test(refundId) && { refundId }),
    ...(status === 'failed' && { failure: word.toLowerCase() }),
    at: instantOf(refund.success_time) ?? at,
  }
}
