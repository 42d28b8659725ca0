import { createCipheriv, randomBytes } from 'node:crypto'
import type { WalletControl } from '../internal/knock.server'

export interface WechatOrder {
  appid: string
  mchid: string
  out_trade_no: string
  description: string
  notify_url: string
  total: number
  trade_type: 'NATIVE' | 'MWEB'
  expiresAt: number
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'
  /** What its page is called by. */
  token: string
  transaction_id: string
  success_time: string
}
export interface WechatRefund {
  refund_id: string
  out_refund_no: string
  transaction_id: string
  out_trade_no: string
  amount: number
  total: number
  success_time: string
}

export interface WechatControl extends WalletControl {
  /** Changes what a callback says before it is encrypted and signed. */
  change: (inside: Record<string, unknown>) => Record<string, unknown>
}

export const wechatNow = () => `${new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
const digits = (n: number) => [...randomBytes(n)].map((b) => b % 10).join('')

/** Orders and refunds of the stand-in, by the numbers of both sides; nothing of it survives a restart. */
export function createWechatTill() {
  const orders = new Map<string, WechatOrder>()
  const refunds = new Map<string, WechatRefund>()
  const find = (by: (o: WechatOrder) => boolean) => {
    const order = [...orders.values()].find(by)
    if (order?.state === 'NOTPAY' && Date.now() > order.expiresAt) order.state = 'CLOSED'
    return order
  }
  return {
    orders,
    refunds,
    find,
    refundedOf: (transactionId: string) =>
      [...refunds.values()]
        .filter((r) => r.transaction_id === transactionId)
        .reduce((sum, r) => sum + r.amount, 0),
    pay(order: WechatOrder): boolean {
      if (order.state !== 'NOTPAY') return false
      Object.assign(order, {
        state: 'SUCCESS',
        success_time: wechatNow(),
        transaction_id: `4200${digits(24)}`,
      })
      return true
    },
    refund(order: WechatOrder, outRefundNo: string, amount: number): WechatRefund {
      const refund: WechatRefund = {
        refund_id: `5030${digits(25)}`,
        out_refund_no: outRefundNo,
        transaction_id: order.transaction_id,
        out_trade_no: order.out_trade_no,
        amount,
        total: order.total,
        success_time: wechatNow(),
      }
      refunds.set(outRefundNo, refund)
      order.state = 'REFUND'
      return refund
    },
  }
}
export type WechatTill = ReturnType<typeof createWechatTill>

export const transactionOf = (order: WechatOrder) => ({
  appid: order.appid,
  mchid: order.mchid,
  out_trade_no: order.out_trade_no,
  trade_state: order.state,
  trade_state_desc: order.state,
  trade_type: order.trade_type,
  amount: { total: order.total, currency: 'CNY', payer_total: order.total, payer_currency: 'CNY' },
  ...(order.transaction_id && {
    transaction_id: order.transaction_id,
    success_time: order.success_time,
    bank_type: 'OTHERS',
    payer: { openid: 'o-of-somebody-who-paid' },
  }),
})

export const refundOf = (refund: WechatRefund) => ({
  refund_id: refund.refund_id,
  out_refund_no: refund.out_refund_no,
  transaction_id: refund.transaction_id,
  out_trade_no: refund.out_trade_no,
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  success_time: refund.success_time,
  create_time: refund.success_time,
  status: 'SUCCESS',
  amount: { total: refund.total, refund: refund.amount, payer_refund: refund.amount, currency: 'CNY' },
})

/** The body of a callback: what it says is encrypted with the merchant's APIv3 key, as WeChat does it. */
export function callbackBody(type: string, original: string, inside: object, apiV3Key: string): string {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), nonce)
  cipher.setAAD(Buffer.from(original))
  const text = Buffer.concat([cipher.update(JSON.stringify(inside)), cipher.final(), cipher.getAuthTag()])
  return JSON.stringify({
    id: `EV-${randomBytes(12).toString('hex')}`,
    create_time: wechatNow(),
    resource_type: 'encrypt-resource',
    event_type: type,
    summary: original === 'refund' ? '退款成功' : '支付成功',
    resource: {
      original_type: original,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: text.toString('base64'),
      associated_data: original,
      nonce,
    },
  })
}
