import { createPublicKey, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto'
import express, { type Express, type Request } from 'express'
import { z } from 'zod'
import { calmWallet, createKnocker, type WalletControl } from '../internal/knock.server'
import { listen, refuseProduction } from '../internal/listen.server'
import { sendWalletPage, type WalletOrder } from '../internal/wallet-page.server'
import type { WalletSandboxOptions } from '../wechat/start-wechat-sandbox.server'
import { type AlipayFlow, alipayBill, zipOfBill } from './alipay-bills.server'

type Params = Record<string, string>

export interface AlipayControl extends WalletControl {
  /** Changes what a notification says before it is signed. */
  change: (params: Params) => Params
  /** Changes a day's table before it is packed. */
  changeBill: (text: string) => string
}
export interface AlipayMerchant {
  appId: string
  sellerId: string
  privateKey: string
  alipayPublicKey: string
}
export interface AlipaySandbox {
  url: string
  /** Where the API is asked. */
  gatewayUrl: string
  app: Express
  control: AlipayControl
  /** Transfers what is in the account to the bank. */
  withdraw(): { number: string; amount: bigint }
  merchant: AlipayMerchant
  /** The body of a notification with these parameters, as the stand-in signs it. */
  notification(params: Params): string
  stop(): Promise<void>
}

interface Trade {
  trade_no: string
  out_trade_no: string
  subject: string
  amount: bigint
  notifyUrl: string
  returnUrl: string | null
  expiresAt: number
  state: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED'
  paidAt: string
  refunds: Map<string, { amount: bigint; at: string }>
}

const newKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const callbackMs = 5_000
const inShanghai = (at = new Date()) =>
  new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
const fen = (text: string) => BigInt(text.replace('.', ''))
/** 0.6 %, to the nearest fen. */
const feeOf = (fen: bigint) => (fen * 6n + 500n) / 1000n
const digits = (n: number) => [...randomBytes(n)].map((b) => b % 10).join('')

const money = z.string().regex(/^\d{1,9}\.\d{2}$/)
const orderParams = z.object({
  out_trade_no: z.string().min(1).max(64),
  product_code: z.enum(['QUICK_WAP_WAY', 'FAST_INSTANT_TRADE_PAY']),
  total_amount: money,
  subject: z.string().min(1).max(256),
  time_expire: z.string().optional(),
})
const refundParams = z.object({
  trade_no: z.string(),
  refund_amount: money,
  out_request_no: z.string().min(1),
})

/** What is signed: every parameter that is not empty, in the order of their names. */
const contentOf = (params: Params, without: string[]) =>
  Object.keys(params)
    .filter((name) => !without.includes(name) && params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&')

/**
 * Starts a stand-in for Alipay's gateway: it checks each request's signature with the application's public key, signs its answers and its
 * notifications, and repeats those until they are answered `success`. For the demonstration and for tests; no money moves.
 */
export async function startAlipaySandbox(options: WalletSandboxOptions = {}): Promise<AlipaySandbox> {
  refuseProduction(options.allowProduction)
  const [own, alipay] = [newKeys(), newKeys()]
  const merchant: AlipayMerchant = {
    appId: '2021000000000000',
    sellerId: '2088000000000000',
    privateKey: own.privateKey,
    alipayPublicKey: alipay.publicKey,
  }
  const merchantKey = createPublicKey(own.publicKey)
  const control: AlipayControl = { ...calmWallet, change: (params) => params, changeBill: (text) => text }
  const { retryBaseMs = 500, maxTries = 8 } = options
  const knocker = createKnocker(control, { retryBaseMs, maxTries })
  const trades = new Map<string, Trade>()
  const flows: AlipayFlow[] = []
  const bills = new Map<string, Buffer>()
  const find = (by: (t: Trade) => boolean) => {
    const trade = [...trades.values()].find(by)
    if (trade?.state === 'WAIT_BUYER_PAY' && Date.now() > trade.expiresAt) trade.state = 'TRADE_CLOSED'
    return trade
  }
  let base = options.publicBase ?? ''
  let here = ''

  const sign = (text: string) => createSign('RSA-SHA256').update(text).sign(alipay.privateKey, 'base64')
  const notification = (params: Params) =>
    new URLSearchParams({ ...params, sign_type: 'RSA2', sign: sign(contentOf(params, [])) }).toString()
  const isSigned = (params: Params) =>
    params.app_id === merchant.appId &&
    params.sign_type === 'RSA2' &&
    createVerify('RSA-SHA256')
      .update(contentOf(params, ['sign']))
      .verify(merchantKey, params.sign ?? '', 'base64')

  const refundedOf = (trade: Trade) => [...trade.refunds.values()].reduce((sum, r) => sum + r.amount, 0n)
  function notify(trade: Trade) {
    const refunded = refundedOf(trade)
    const params = control.change({
      notify_type: 'trade_status_sync',
      notify_id: randomBytes(17).toString('hex'),
      notify_time: inShanghai(),
      app_id: merchant.appId,
      seller_id: merchant.sellerId,
      charset: 'utf-8',
      version: '1.0',
      trade_no: trade.trade_no,
      out_trade_no: trade.out_trade_no,
      trade_status: trade.state,
      subject: trade.subject,
      total_amount: yuan(trade.amount),
      buyer_id: '2088-of-somebody-who-paid',
      buyer_logon_id: 'som***@example.org',
      gmt_payment: trade.paidAt,
      ...(refunded > 0n && { refund_fee: yuan(refunded), gmt_refund: `${inShanghai()}.000` }),
    })
    const body = notification(params)
    knocker.knock(async () => {
      const signal = AbortSignal.timeout(callbackMs)
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
      const taken = await fetch(trade.notifyUrl, {
        method: 'POST',
        body,
        headers,
        signal,
        redirect: 'manual',
      })
      return (await taken.text()) === 'success'
    })
  }

  const flowOf = ({ trade_no, out_trade_no, subject }: Trade) => ({
    at: inShanghai(),
    trade: trade_no,
    order: out_trade_no,
    subject,
  })

  type Said = Record<string, unknown>
  const refused = (sub_code: string): Said => ({
    code: '40004',
    msg: 'Business Failed',
    sub_code,
    sub_msg: sub_code,
  })
  const done = (said: Said): Said => ({ code: '10000', msg: 'Success', ...said })
  const api: Record<string, (content: Params) => Said> = {
    'alipay.trade.query'({ out_trade_no }) {
      const trade = find((t) => t.out_trade_no === out_trade_no)
      if (!trade) return refused('ACQ.TRADE_NOT_EXIST')
      return done({
        trade_no: trade.trade_no,
        out_trade_no: trade.out_trade_no,
        trade_status: trade.state,
        total_amount: yuan(trade.amount),
        buyer_logon_id: 'som***@example.org',
        ...(trade.paidAt && { send_pay_date: trade.paidAt }),
      })
    },
    'alipay.trade.close'({ out_trade_no }) {
      const trade = find((t) => t.out_trade_no === out_trade_no)
      if (!trade) return refused('ACQ.TRADE_NOT_EXIST')
      if (trade.state === 'TRADE_SUCCESS') return refused('ACQ.TRADE_STATUS_ERROR')
      trade.state = 'TRADE_CLOSED'
      return done({ trade_no: trade.trade_no, out_trade_no: trade.out_trade_no })
    },
    'alipay.trade.refund'(content) {
      const parsed = refundParams.safeParse(content)
      if (!parsed.success) return refused('ACQ.INVALID_PARAMETER')
      const { trade_no, out_request_no } = parsed.data
      const trade = find((t) => t.trade_no === trade_no)
      if (!trade) return refused('ACQ.TRADE_NOT_EXIST')
      const amount = fen(parsed.data.refund_amount)
      const known = trade.refunds.get(out_request_no)
      if (!known) {
        if (trade.state !== 'TRADE_SUCCESS') return refused('ACQ.TRADE_STATUS_ERROR')
        if (amount === 0n || amount > trade.amount - refundedOf(trade))
          return refused('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL')
        trade.refunds.set(out_request_no, { amount, at: inShanghai() })
        flows.push({ ...flowOf(trade), kind: '退款', request: out_request_no, fen: -amount, fee: 0n })
        if (refundedOf(trade) === trade.amount) trade.state = 'TRADE_CLOSED'
        notify(trade)
      }
      return done({ trade_no, fund_change: known ? 'N' : 'Y', refund_fee: yuan(refundedOf(trade)) })
    },
    'alipay.data.dataservice.bill.downloadurl.query'({ bill_type = '', bill_date = '' }) {
      const bill = alipayBill(flows, { seller: merchant.sellerId, day: bill_date, type: bill_type })
      if (!bill) return refused('isp.bill_not_exist')
      const token = randomBytes(12).toString('hex')
      bills.set(token, zipOfBill({ ...bill, text: control.changeBill(bill.text) }))
      return done({ bill_download_url: `${here}/bills/${token}` })
    },
    'alipay.trade.fastpay.refund.query'({ trade_no, out_request_no }) {
      const trade = find((t) => t.trade_no === trade_no)
      if (!trade) return refused('ACQ.TRADE_NOT_EXIST')
      const known = trade.refunds.get(out_request_no ?? '')
      if (!known) return done({})
      return done({
        trade_no,
        out_request_no,
        refund_amount: yuan(known.amount),
        total_amount: yuan(trade.amount),
        refund_status: 'REFUND_SUCCESS',
        gmt_refund_pay: known.at,
      })
    },
  }

  const app = express()
  app.disable('x-powered-by')
  const form = express.urlencoded({ extended: false, limit: '256kb' })
  app.post('/gateway.do', form, (req, res) => {
    if (control.away) return void res.status(503).end()
    const params = { ...(req.query as Params), ...(req.body as Params) }
    const answer = api[params.method ?? '']
    const said = !isSigned(params)
      ? { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature', sub_msg: '验签出错' }
      : answer
        ? answer(JSON.parse(params.biz_content ?? '{}'))
        : { code: '40006', msg: 'Insufficient Permissions', sub_code: 'isv.insufficient-isv-permissions' }
    const text = JSON.stringify(said)
    const name = `${(params.method ?? '').replaceAll('.', '_')}_response`
    res.type('application/json').send(`{"${name}":${text},"sign":"${sign(text)}"}`)
  })
  app.get('/bills/:token', (req, res) => {
    const bill = bills.get(req.params.token)
    if (!bill) return void res.status(404).end()
    res.type('application/zip').send(bill)
  })
  // The donor's browser comes here with the order in the address, signed by the shop.
  app.get('/gateway.do', (req, res) => {
    const params = req.query as Params
    const parsed = orderParams.safeParse(isSigned(params) ? JSON.parse(params.biz_content ?? '{}') : null)
    if (!parsed.success) return sendWalletPage(req, res, null)
    const p = parsed.data
    const known = find((t) => t.out_trade_no === p.out_trade_no)
    if (known && known.amount !== fen(p.total_amount)) return sendWalletPage(req, res, null)
    const trade: Trade = known ?? {
      trade_no: `${inShanghai().slice(0, 10).replaceAll('-', '')}${digits(20)}`,
      out_trade_no: p.out_trade_no,
      subject: p.subject,
      amount: fen(p.total_amount),
      notifyUrl: params.notify_url ?? '',
      returnUrl: params.return_url ?? null,
      expiresAt: p.time_expire
        ? Date.parse(`${p.time_expire.replace(' ', 'T')}+08:00`)
        : Date.now() + 15 * 86_400_000,
      state: 'WAIT_BUYER_PAY',
      paidAt: '',
      refunds: new Map(),
    }
    trades.set(trade.out_trade_no, trade)
    res.redirect(302, `${base}/pay/${trade.trade_no}`)
  })
  const pageOf = (req: Request): [Trade, WalletOrder] | null => {
    const trade = find((t) => t.trade_no === req.params.number)
    if (!trade) return null
    const shown: WalletOrder = {
      name: { zh: '支付宝', en: 'Alipay' },
      amountFen: Number(trade.amount),
      description: trade.subject,
      state: trade.paidAt ? 'paid' : trade.state === 'TRADE_CLOSED' ? 'closed' : 'open',
      back: trade.returnUrl,
    }
    return [trade, shown]
  }
  app.get('/pay/:number', (req, res) => sendWalletPage(req, res, pageOf(req)?.[1] ?? null))
  app.post('/pay/:number', form, (req, res) => {
    const found = pageOf(req)
    if (!found) return sendWalletPage(req, res, null)
    const [trade] = found
    if (req.body?.action === 'pay' && trade.state === 'WAIT_BUYER_PAY') {
      trade.state = 'TRADE_SUCCESS'
      trade.paidAt = inShanghai()
      flows.push({ ...flowOf(trade), kind: '交易', request: '', fen: trade.amount, fee: feeOf(trade.amount) })
      notify(trade)
    }
    res.redirect(303, trade.returnUrl ?? req.originalUrl)
  })

  const { url, close } = await listen(app, options.port)
  base ||= url
  here = url
  return {
    url,
    gatewayUrl: `${url}/gateway.do`,
    app,
    control,
    withdraw() {
      const amount = flows.reduce((sum, flow) => sum + flow.fen - flow.fee, 0n)
      const number = `${inShanghai().slice(0, 10).replaceAll('-', '')}${digits(20)}`
      flows.push({
        at: inShanghai(),
        trade: number,
        order: '',
        kind: '提现',
        request: '',
        subject: '',
        fen: -amount,
        fee: 0n,
      })
      return { number, amount }
    },
    merchant,
    notification,
    async stop() {
      knocker.stop()
      await close()
    },
  }
}
