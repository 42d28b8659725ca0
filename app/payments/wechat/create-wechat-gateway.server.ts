import { createPrivateKey, createPublicKey } from 'node:crypto'
import type {
  BackFact,
  CheckoutInput,
  Gateway,
  OpenQuestion,
  PaymentFact,
  ProviderEvent,
  ProviderFault,
} from '../gateway'
import { openDayBills } from '../internal/day-bills'
import { type Json, refOf } from '../internal/json'
import { tradeNumberOf } from '../internal/trade-number'
import { apiCaller } from './internal/call-api.server'
import { downloadBill } from './internal/download-bill.server'
import { billFetcher } from './internal/fetch-bills.server'
import { readRefund, readTransaction } from './internal/read-transaction'
import { verifyCallback } from './internal/verify-callback.server'

export interface WechatOptions {
  appId: string
  mchId: string
  serialNo: string
  /** PEM (PKCS#8) of the merchant's API certificate. */
  privateKey: string
  /** 32 characters. */
  apiV3Key: string
  /** `PUB_KEY_ID_…` with WeChat Pay's public key; or a platform certificate's serial number with the key of that certificate. */
  platformSerial: string
  platformKey: string
  /** Our own address, where WeChat knocks and returns to. */
  publicUrl: string
  /** Another server that speaks WeChat Pay's API v3 (the sandbox); WeChat itself when absent. */
  apiBase?: string
  checkoutOrigins?: string[]
  onKeyRefused?: (fault: ProviderFault) => void
  /** Which day it is for the bills. */
  now?: () => Date
}

const lifeMs = 2 * 3600_000
/** Past its end an order is closed before we call it over: what was paid in the last second has been told by then. */
const lateMs = lifeMs + 5 * 60_000
/** WeChat takes 127 bytes. */
const longestDescription = 40

/**
 * The gateway to WeChat Pay for a merchant of its own (API v3): a code to scan at a desk (Native), WeChat's own page on a phone (H5).
 * WeChat keeps no list of events: it is asked about what is open. Movements and fees are in the trade bill of each day, payouts in
 * its statement of funds.
 */
export function createWechatGateway(options: WechatOptions): Gateway {
  const { appId, mchId, publicUrl } = options
  const keys = {
    appId,
    mchId,
    serialNo: options.serialNo,
    privateKey: createPrivateKey(options.privateKey),
    platformSerial: options.platformSerial,
    platformKey: createPublicKey(options.platformKey),
    apiV3Key: Buffer.from(options.apiV3Key),
  }
  const apiBase = options.apiBase ?? 'https://api.mch.weixin.qq.com'
  const call = apiCaller(keys, apiBase, options.onKeyRefused ?? (() => {}))
  const bills = openDayBills(
    billFetcher(call, (bill) => downloadBill(keys, apiBase, bill)),
    options.now ?? (() => new Date()),
  )
  const webhookPath = '/webhooks/wechat-pay'
  const mch = `?mchid=${encodeURIComponent(mchId)}`
  const byNumber = (number: string) => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(number)}`
  const isOurs = (transaction: Json) => transaction.mchid === mchId && transaction.appid === appId

  const orderOf = (input: CheckoutInput) => ({
    appid: appId,
    mchid: mchId,
    description: [...input.description].slice(0, longestDescription).join(''),
    out_trade_no: tradeNumberOf(input.giftId),
    time_expire: `${new Date(Date.now() + lifeMs).toISOString().slice(0, 19)}Z`,
    notify_url: `${publicUrl}${webhookPath}`,
    amount: { total: wholeFen(input.amountFen), currency: input.currency },
  })

  async function askPayment(giftId: string, since: Date) {
    const number = tradeNumberOf(giftId)
    const late = Date.now() - since.getTime() > lateMs
    const at = new Date().toISOString()
    const asked = await call('ask for a payment', 'GET', `${byNumber(number)}${mch}`)
    if (!asked.ok && asked.reason !== 'unknown') return refusalOf(asked)
    const fact = asked.ok && isOurs(asked.body) ? readTransaction(asked.body, at) : null
    if (fact) return told(answered(`${fact.paymentRef}:${fact.status}`, asked, fact), fact.status === 'paid')
    if (!late || fact === undefined) return told(null, false)
    if (asked.ok) {
      const closed = await call('close an order', 'POST', `${byNumber(number)}/close`, { mchid: mchId })
      if (!closed.ok) return refusalOf(closed)
    }
    const over: PaymentFact = {
      giftId,
      status: 'expired',
      amountFen: '0',
      currency: 'CNY',
      paymentRef: number,
      channel: 'wechat_pay',
      at,
    }
    return told(answered(`${number}:expired`, asked, over), false)
  }

  async function askRefund(refundId: string) {
    const asked = await call(
      'ask for a refund',
      'GET',
      `/v3/refund/domestic/refunds/${encodeURIComponent(refundId)}`,
    )
    if (!asked.ok) return asked.reason === 'unknown' ? told(null, false) : refusalOf(asked)
    const fact = readRefund(asked.body, new Date().toISOString())
    if (!fact || fact.status === 'pending') return told(null, false)
    return told(answered(`${fact.ref}:${fact.status}`, asked, fact), true)
  }

  return {
    provider: 'wechat-pay',
    ways: ['wechat_pay'],
    webhookPath,
    webhookTaken: { type: 'application/json', body: '{"code":"SUCCESS"}' },
    checkoutOrigins: options.checkoutOrigins ?? ['https://wx.tenpay.com'],

    async createCheckout(input) {
      const order = orderOf(input)
      const ref = order.out_trade_no
      if (input.device?.kind === 'phone') {
        const scene_info = { payer_client_ip: input.device.address, h5_info: { type: 'Wap' } }
        const made = await call('open an H5 order', 'POST', '/v3/pay/transactions/h5', {
          ...order,
          scene_info,
        })
        if (!made.ok) return refusalOf(made)
        const url = webUrl(made.body.h5_url)
        if (!url) return { ok: false, reason: 'refused' }
        url.searchParams.set('redirect_url', input.returnUrl)
        return { ok: true, ref, url: url.href }
      }
      const made = await call('open a Native order', 'POST', '/v3/pay/transactions/native', order)
      if (!made.ok) return refusalOf(made)
      const code = made.body.code_url
      if (typeof code !== 'string' || !input.scanUrl) return { ok: false, reason: 'refused' }
      return { ok: true, ref, url: input.scanUrl, code }
    },

    async fetchPayment(checkoutRef) {
      const asked = await call('fetch a payment', 'GET', `${byNumber(checkoutRef)}${mch}`)
      if (!asked.ok) {
        if (asked.reason === 'refused') throw new Error('WeChat Pay refused to show a payment')
        return { ok: false, reason: asked.reason }
      }
      if (!isOurs(asked.body)) return { ok: false, reason: 'unknown' }
      return { ok: true, fact: readTransaction(asked.body, new Date().toISOString()) ?? null, openUrl: null }
    },

    async refund({ paymentRef, amountFen, key }) {
      const path = `/v3/pay/transactions/id/${encodeURIComponent(paymentRef)}${mch}`
      const paid = await call('look at a payment', 'GET', path)
      if (!paid.ok) return refusalOf(paid)
      const fact = isOurs(paid.body) ? readTransaction(paid.body, new Date().toISOString()) : null
      if (fact?.status !== 'paid') return { ok: false, reason: 'refused' }
      const made = await call('refund a payment', 'POST', '/v3/refund/domestic/refunds', {
        transaction_id: paymentRef,
        out_refund_no: key,
        notify_url: `${publicUrl}${webhookPath}`,
        amount: { refund: wholeFen(amountFen), total: Number(fact.amountFen), currency: 'CNY' },
      })
      if (!made.ok) return refusalOf(made)
      const refund = readRefund(made.body, new Date().toISOString())
      if (!refund || refund.status === 'failed') return { ok: false, reason: 'refused' }
      return { ok: true, refundRef: refund.ref }
    },

    listBalanceTransactions: (of) =>
      'since' in of ? bills.movements(of.since) : bills.ofPayout(of.payoutRef),
    listPayouts: (since) => bills.payouts(since),
    async *listEventsSince() {},

    askAbout: (question: OpenQuestion) =>
      question.about === 'payment'
        ? askPayment(question.giftId, question.since)
        : askRefund(question.refundId),

    verifyWebhook: (rawBody, headers, now = Math.floor(Date.now() / 1000)) =>
      verifyCallback(keys, rawBody, headers, now),
  }
}

const told = (event: ProviderEvent | null, push: boolean) => ({ ok: true as const, event, push })
const refusalOf = ({ reason }: { reason: 'unavailable' | 'unknown' | 'refused' }) => ({
  ok: false as const,
  reason: reason === 'unavailable' ? reason : ('refused' as const),
})

/** An answer of ours to keep as an event: the same answer again is the same event. */
function answered(
  id: string,
  asked: { ok: true; body: Json } | { ok: false },
  fact: PaymentFact | BackFact,
): ProviderEvent {
  return {
    provider: 'wechat-pay',
    id: `asked:${refOf(id)}`,
    type: 'asked',
    createdAt: fact.at,
    payload: JSON.stringify(asked.ok ? asked.body : { code: 'ORDER_NOT_EXIST' }),
    fact,
    notice: null,
  }
}

function wholeFen(amountFen: bigint): number {
  const fen = Number(amountFen)
  if (!Number.isSafeInteger(fen) || fen <= 0)
    throw new RangeError('a payment needs a positive amount in whole fen')
  return fen
}

function webUrl(value: unknown): URL | null {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  return url && /^https?:$/.test(url.protocol) ? url : null
}
