import type { BackFact, PaymentFact } from '../../gateway'
import { refOf } from '../../internal/json'
import { giftOfTradeNumber } from '../../internal/trade-number'

/** What Alipay says of a trade, in a notification or an answer; every value is text. */
export type Trade = Readonly<Record<string, unknown>>

/** Yuan as Alipay writes them, `20.00`, in whole fen; null where it is no sum. */
export function fenOf(value: unknown): bigint | null {
  const sum = typeof value === 'string' ? /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(value) : null
  return sum && BigInt(sum[1]!) * 100n + BigInt((sum[2] ?? '').padEnd(2, '0'))
}

export const yuanOf = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

/** `2026-01-06 12:00:00`, by the clock in Shanghai, as an instant; null where it is none. */
export function instantOf(value: unknown): string | null {
  const parts = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?$/.exec(value) : null
  const ms = parts ? Date.parse(`${parts[1]}T${parts[2]}+08:00`) : Number.NaN
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

/**
 * What a trade says of its gift. Null while nobody paid; undefined when it lacks what a fact needs. A trade that was paid and went back
 * in whole is closed as well: `paid` tells the two apart.
 */
export function readPayment(
  trade: Trade,
  { paidAt, at }: { paidAt: unknown; at: string },
): PaymentFact | null | undefined {
  const status = trade.trade_status
  const base = { giftId: giftOfTradeNumber(trade.out_trade_no), channel: 'alipay' as const, currency: 'CNY' }
  const paymentRef = refOf(trade.trade_no)
  const paid = instantOf(paidAt)
  if (status === 'WAIT_BUYER_PAY') return null
  if (status === 'TRADE_CLOSED' && !paid)
    return {
      ...base,
      status: 'expired',
      amountFen: '0',
      paymentRef: paymentRef || refOf(trade.out_trade_no),
      at,
    }
  if (status !== 'TRADE_SUCCESS' && status !== 'TRADE_FINISHED' && status !== 'TRADE_CLOSED') return undefined
  const fen = fenOf(trade.total_amount)
  if (!paid || fen === null || fen === 0n || paymentRef === '') return undefined
  // Only what is said to be in yuan by name of another currency is not in yuan.
  const currency = trade.trans_currency ?? 'CNY'
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return undefined
  return { ...base, status: 'paid', amountFen: String(fen), currency, paymentRef, at: paid }
}

/** A notification after a refund says how much has gone back in all, and names no refund. */
export function readRefundTotal(trade: Trade, at: string): BackFact | undefined {
  const fen = fenOf(trade.refund_fee)
  const paymentRef = refOf(trade.trade_no)
  if (fen === null || fen === 0n || paymentRef === '') return undefined
  return {
    about: 'refund-total',
    ref: paymentRef,
    paymentRef,
    status: 'succeeded',
    amountFen: String(fen),
    currency: 'CNY',
    at: instantOf(trade.gmt_refund) ?? at,
  }
}

/** Alipay gives a refund no name of its own: trade and request together are one. */
export const refundRefOf = (tradeNo: string, requestNo: string): string => `${tradeNo}:${requestNo}`
