import type { BackFact, Gateway, OpenQuestion, PaymentFact, ProviderEvent, ProviderFault } from '../gateway'
import { openDayBills } from '../internal/day-bills'
import { refOf } from '../internal/json'
import { tradeNumberOf } from '../internal/trade-number'
import { alipayAsker, alipayTime } from './internal/ask-alipay.server'
import { billFetcher } from './internal/fetch-bills.server'
import { fenOf, instantOf, readPayment, refundRefOf, yuanOf } from './internal/read-trade'
import { verifyNotification } from './internal/verify-notification.server'

export interface AlipayOptions {
  appId: string
  sellerId: string
  /** PEM (PKCS#8) of our application. */
  privateKey: string
  /** PEM of Alipay's own key, as its console shows it. */
  alipayPublicKey: string
  publicUrl: string
  /** Another server that speaks Alipay's gateway (the sandbox); Alipay itself when absent. */
  gatewayUrl?: string
  checkoutOrigins?: string[]
  onKeyRefused?: (fault: ProviderFault) => void
  /** Which day it is for the bills. */
  now?: () => Date
}

const timeoutMs = 10_000
const lifeMs = 2 * 3600_000
const lateMs = lifeMs + 5 * 60_000
const longestSubject = 60

/**
 * The gateway to Alipay for a merchant of its own, through its official library: Alipay's page at a desk, its app or page on a phone.
 * Alipay keeps no list of events and tells of a refund only its sum: it is asked about what is open. Movements and fees are in the trade
 * bill of each day, payouts in its account's statement. The library is loaded only here: who
 * does not use Alipay does not pay for it with memory.
 */
export async function createAlipayGateway(options: AlipayOptions): Promise<Gateway> {
  const { AlipaySdk } = await import('alipay-sdk')
  const sdk = new AlipaySdk({
    appId: options.appId,
    privateKey: options.privateKey.trim(),
    keyType: 'PKCS8',
    alipayPublicKey: options.alipayPublicKey.trim(),
    timeout: timeoutMs,
    // Names as Alipay writes them: what we check is then what was signed.
    camelcase: false,
    ...(options.gatewayUrl && { gateway: options.gatewayUrl }),
  })
  const ask = alipayAsker(sdk, options.onKeyRefused ?? (() => {}))
  const bills = openDayBills(billFetcher(ask, options.gatewayUrl), options.now ?? (() => new Date()))
  const webhookPath = '/webhooks/alipay'

  async function askPayment(giftId: string, since: Date) {
    const number = tradeNumberOf(giftId)
    const at = new Date().toISOString()
    const asked = await ask('ask for a payment', 'alipay.trade.query', { out_trade_no: number })
    if (!asked.ok && asked.reason !== 'unknown') return refusalOf(asked)
    const fact = asked.ok ? readPayment(asked.body, { paidAt: asked.body.send_pay_date, at }) : null
    if (fact) return told(answered(`${fact.paymentRef}:${fact.status}`, asked, fact), fact.status === 'paid')
    if (Date.now() - since.getTime() < lateMs || fact === undefined) return told(null, false)
    if (asked.ok) {
      const closed = await ask('close a trade', 'alipay.trade.close', { out_trade_no: number })
      if (!closed.ok) return refusalOf(closed)
    }
    const base = {
      giftId,
      amountFen: '0',
      currency: 'CNY',
      channel: 'alipay',
      paymentRef: number,
      at,
    } as const
    const over: PaymentFact = { ...base, status: 'expired' }
    return told(answered(`${number}:expired`, asked, over), false)
  }

  async function askRefund({ refundId, paymentRef }: Extract<OpenQuestion, { about: 'refund' }>) {
    const content = { trade_no: paymentRef, out_request_no: refundId, query_options: ['gmt_refund_pay'] }
    const asked = await ask('ask for a refund', 'alipay.trade.fastpay.refund.query', content)
    if (!asked.ok) return asked.reason === 'unknown' ? told(null, false) : refusalOf(asked)
    const fen = fenOf(asked.body.refund_amount)
    // Alipay answers a refund that it does not know with success and nothing inside.
    if (asked.body.refund_status !== 'REFUND_SUCCESS' || fen === null || fen === 0n) return told(null, false)
    const ref = refundRefOf(paymentRef, refundId)
    const fact: BackFact = {
      about: 'refund',
      ref,
      refundId,
      paymentRef,
      status: 'succeeded',
      amountFen: String(fen),
      currency: 'CNY',
      at: instantOf(asked.body.gmt_refund_pay) ?? new Date().toISOString(),
    }
    return told(answered(`${ref}:succeeded`, asked, fact), false)
  }

  return {
    provider: 'alipay',
    ways: ['alipay'],
    webhookPath,
    webhookTaken: { type: 'text/plain', body: 'success' },
    // Alipay leads from its gateway to its cashier, and browsers hold that way against a form's policy too.
    checkoutOrigins: options.checkoutOrigins ?? ['https://openapi.alipay.com', 'https://*.alipay.com'],

    async createCheckout(input) {
      if (input.amountFen <= 0n) throw new RangeError('a payment needs a positive amount in whole fen')
      const phone = input.device?.kind === 'phone'
      const ref = tradeNumberOf(input.giftId)
      const url = sdk.pageExecute(phone ? 'alipay.trade.wap.pay' : 'alipay.trade.page.pay', 'GET', {
        timestamp: alipayTime(new Date()),
        notify_url: `${options.publicUrl}${webhookPath}`,
        return_url: input.returnUrl,
        bizContent: {
          out_trade_no: ref,
          product_code: phone ? 'QUICK_WAP_WAY' : 'FAST_INSTANT_TRADE_PAY',
          total_amount: yuanOf(input.amountFen),
          subject: [...input.description.replace(/[/=&]/g, ' ')].slice(0, longestSubject).join(''),
          time_expire: alipayTime(new Date(Date.now() + lifeMs)),
          ...(phone && { quit_url: input.cancelUrl }),
        },
      })
      return { ok: true, ref, url }
    },

    async fetchPayment(checkoutRef) {
      const asked = await ask('fetch a payment', 'alipay.trade.query', { out_trade_no: checkoutRef })
      if (!asked.ok) {
        if (asked.reason === 'refused') throw new Error('Alipay refused to show a payment')
        return { ok: false, reason: asked.reason }
      }
      const at = new Date().toISOString()
      const fact = readPayment(asked.body, { paidAt: asked.body.send_pay_date, at })
      return { ok: true, fact: fact ?? null, openUrl: null }
    },

    async refund({ paymentRef, amountFen, key }) {
      const made = await ask('refund a payment', 'alipay.trade.refund', {
        trade_no: paymentRef,
        refund_amount: yuanOf(amountFen),
        out_request_no: key,
      })
      if (!made.ok) return refusalOf(made)
      return { ok: true, refundRef: refundRefOf(paymentRef, key) }
    },

    listBalanceTransactions: (of) =>
      'since' in of ? bills.movements(of.since) : bills.ofPayout(of.payoutRef),
    listPayouts: (since) => bills.payouts(since),
    async *listEventsSince() {},

    askAbout: (question) =>
      question.about === 'payment' ? askPayment(question.giftId, question.since) : askRefund(question),

    verifyWebhook: (rawBody) =>
      verifyNotification(sdk, { appId: options.appId, sellerId: options.sellerId }, rawBody),
  }
}

const refusalOf = ({ reason }: { reason: 'unavailable' | 'unknown' | 'refused' }) => ({
  ok: false as const,
  reason: reason === 'unavailable' ? reason : ('refused' as const),
})
const told = (event: ProviderEvent | null, push: boolean) => ({ ok: true as const, event, push })

/** An answer of ours to keep as an event: the same answer again is the same event. */
function answered(
  id: string,
  asked: { ok: true; body: object } | { ok: false },
  fact: PaymentFact | BackFact,
): ProviderEvent {
  return {
    provider: 'alipay',
    id: `asked:${refOf(id)}`,
    type: 'asked',
    createdAt: fact.at,
    payload: JSON.stringify(asked.ok ? asked.body : { sub_code: 'ACQ.TRADE_NOT_EXIST' }),
    fact,
    notice: null,
  }
}
