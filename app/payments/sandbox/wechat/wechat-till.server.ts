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

export interface WechatWithdrawal {
  number: string
  amount: number
}

export interface WechatControl extends WalletControl {
  /** Changes what a callback says before it is encrypted and signed. */
  change: (inside: Record<string, unknown>) => Record<string, unknown>
  /** Changes a day's bill before it is hashed; null: there is none. */
  changeBill: (bill: string | null) => string | null
  /** Changes a day's statement of funds likewise. */
  changeFlows: (bill: string | null) => string | null
  /** Spoils the bill on its way, so that it is not what its hash says. */
  spoilBill: boolean
}

export const wechatNow = () => `${new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
const digits = (n: number) => [...randomBytes(n)].map((b) => b % 10).join('')

/** Orders and refunds of the stand-in, by the numbers of both sides; nothing of it survives a restart. */
export function createWechatTill() {
  const orders = new Map<string, WechatOrder>()
  const refunds = new Map<string, WechatRefund>()
  /** What is in the account, in the order it came and went; each payment and refund with its fee. */
  const flows: { at: string; ref: string; kind: '交易' | '扣除交易手续费' | '退款' | '提现'; fen: number }[] =
    []
  const find = (by: (o: WechatOrder) => boolean) => {
    const order = [...orders.values()].find(by)
    if (order?.state === 'NOTPAY' && Date.now() > order.expiresAt) order.state = 'CLOSED'
    return order
  }
  return {
    orders,
    refunds,
    flows,
    find,
    /** Transfers what is in the account to the bank; what is answered is the withdrawal's number. */
    withdraw(): WechatWithdrawal {
      const amount = flows.reduce((sum, flow) => sum + flow.fen, 0)
      const made = { number: `1000${digits(24)}`, amount }
      flows.push({ at: wechatNow(), ref: made.number, kind: '提现', fen: -amount })
      return made
    },
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
      const { success_time: at, transaction_id: ref } = order
      flows.push({ at, ref, kind: '交易', fen: order.total })
      flows.push({ at, ref, kind: '扣除交易手续费', fen: -feeOf(order.total) })
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
      // A refund brings its part of the fee back.
      flows.push({
        at: refund.success_time,
        ref: refund.refund_id,
        kind: '退款',
        fen: feeOf(amount) - amount,
      })
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

const yuan = (fen: number, digits = 2) => (fen / 100).toFixed(digits)
/** 0.6 %, as WeChat rounds it: to the nearest fen. */
const feeOf = (fen: number) => Math.round(fen * 0.006)
const billHead =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const billFoot =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

/** The bill of a day in Shanghai: every value behind a backtick, a line for each payment and each refund. Null for a day without any. */
export function tradeBill(
  till: WechatTill,
  { appId, mchId }: { appId: string; mchId: string },
  day: string,
): string | null {
  const row = (o: WechatOrder, at: string, r: WechatRefund | null) => {
    const whose = [at.slice(0, 19).replace('T', ' '), appId, mchId, '0', '', o.transaction_id, o.out_trade_no]
    const how = ['o-of-somebody-who-paid', o.trade_type, r ? 'REFUND' : 'SUCCESS', 'OTHERS', 'CNY']
    const paid = [yuan(r ? 0 : o.total), '0.00', r?.refund_id ?? '0', r?.out_refund_no ?? '0']
    const back = [yuan(r?.amount ?? 0), '0.00', r ? 'ORIGINAL' : '', r ? 'SUCCESS' : '', o.description, '']
    const fee = [r ? `-${yuan(feeOf(r.amount), 5)}` : yuan(feeOf(o.total), 5), '0.60%']
    const sums = [yuan(r ? 0 : o.total), yuan(r?.amount ?? 0), '']
    return [...whose, ...how, ...paid, ...back, ...fee, ...sums].map((value) => `\`${value}`).join(',')
  }
  const paid = [...till.orders.values()].filter((o) => o.success_time.startsWith(day))
  const back = [...till.refunds.values()].filter((r) => r.success_time.startsWith(day))
  if (paid.length + back.length === 0) return null
  const rows = [
    ...paid.map((o) => row(o, o.success_time, null)),
    ...back.map((r) => row(till.orders.get(r.out_trade_no)!, r.success_time, r)),
  ]
  return [`\ufeff${billHead}`, ...rows, billFoot, `\`${rows.length},\`0.00`].join('\r\n')
}

const flowHead =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
const flowFoot = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'

/** The statement of funds of a day in Shanghai, in the order of the account. Null for a day without any. */
export function fundFlowBill(till: WechatTill, day: string): string | null {
  let balance = 0
  const rows: string[] = []
  const sums = { 收入: [0, 0], 支出: [0, 0] }
  for (const { at, ref, kind, fen } of till.flows) {
    balance += fen
    if (!at.startsWith(day)) continue
    const side = fen < 0 ? '支出' : '收入'
    sums[side] = [sums[side][0]! + 1, sums[side][1]! + Math.abs(fen)]
    const when = at.slice(0, 19).replace('T', ' ')
    const what = [kind, kind, side, yuan(Math.abs(fen)), yuan(balance), 'system', '', ref]
    rows.push([when, ref, digits(20), ...what].map((value) => `\`${value}`).join(','))
  }
  if (rows.length === 0) return null
  const foot = [rows.length, ...[sums.收入, sums.支出].flatMap(([n, fen]) => [n, yuan(fen!)])]
  return [`\ufeff${flowHead}`, ...rows, flowFoot, foot.map((value) => `\`${value}`).join(',')].join('\r\n')
}
