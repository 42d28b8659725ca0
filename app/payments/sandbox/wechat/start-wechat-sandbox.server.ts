import {
  createHash,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import express, { type Express, type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { calmWallet, createKnocker } from '../internal/knock.server'
import { listen, refuseProduction } from '../internal/listen.server'
import { sendWalletPage, type WalletOrder } from '../internal/wallet-page.server'
import {
  callbackBody,
  createWechatTill,
  fundFlowBill,
  refundOf,
  tradeBill,
  transactionOf,
  type WechatControl,
  type WechatOrder,
  type WechatWithdrawal,
} from './wechat-till.server'

export interface WalletSandboxOptions {
  port?: number
  /** Prefix of the pay pages as the donor's browser sees them, when another server mounts `app`. */
  publicBase?: string
  retryBaseMs?: number
  maxTries?: number
  /** Without it the stand-in refuses to start under NODE_ENV=production. */
  allowProduction?: boolean
}

/** What a merchant knows who has an account here: made at start, and gone with it. */
export interface WechatMerchant {
  appId: string
  mchId: string
  serialNo: string
  privateKey: string
  apiV3Key: string
  platformSerial: string
  platformKey: string
}

export interface WechatSandbox {
  url: string
  app: Express
  control: WechatControl
  /** Transfers what is in the account to the bank, as WeChat does each morning. */
  withdraw(): WechatWithdrawal
  merchant: WechatMerchant
  /** Headers of a callback with this body as the stand-in signs it. */
  sign(body: string, over?: { timestamp?: number; serial?: string }): Record<string, string>
  stop(): Promise<void>
}

const newKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const toleranceS = 300
const callbackMs = 5_000
const nowS = () => Math.floor(Date.now() / 1000)

const orderParams = z.object({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[\w*|-]{6,32}$/),
  time_expire: z.iso.datetime({ offset: true }).optional(),
  notify_url: z.url(),
  amount: z.object({ total: z.number().int().positive(), currency: z.literal('CNY') }),
  scene_info: z
    .object({ payer_client_ip: z.string().min(1), h5_info: z.object({ type: z.string() }) })
    .optional(),
})
const refundParams = z.object({
  transaction_id: z.string(),
  out_refund_no: z.string().min(1).max(64),
  notify_url: z.url().optional(),
  amount: z.object({
    refund: z.number().int().positive(),
    total: z.number().int(),
    currency: z.literal('CNY'),
  }),
})

/**
 * Starts a stand-in for WeChat Pay's API v3: it checks each request's signature with the merchant's public key, signs its answers, and
 * brings encrypted callbacks until they are taken. For the demonstration and for tests; no money moves.
 */
export async function startWechatSandbox(options: WalletSandboxOptions = {}): Promise<WechatSandbox> {
  refuseProduction(options.allowProduction)
  const [own, platform] = [newKeys(), newKeys()]
  const merchant: WechatMerchant = {
    appId: 'wx0000000000000000',
    mchId: '1900000001',
    serialNo: randomBytes(20).toString('hex').toUpperCase(),
    privateKey: own.privateKey,
    apiV3Key: randomBytes(16).toString('hex'),
    platformSerial: `PUB_KEY_ID_0${randomBytes(14).toString('hex')}`,
    platformKey: platform.publicKey,
  }
  const merchantKey = createPublicKey(own.publicKey)
  const control: WechatControl = {
    ...calmWallet,
    change: (inside) => inside,
    changeBill: (bill) => bill,
    changeFlows: (bill) => bill,
    spoilBill: false,
  }
  const till = createWechatTill()
  const { retryBaseMs = 500, maxTries = 15 } = options
  const knocker = createKnocker(control, { retryBaseMs, maxTries })
  const seenNonces = new Set<string>()
  const bills = new Map<string, string>()
  let base = options.publicBase ?? ''

  const sign: WechatSandbox['sign'] = (body, over = {}) => {
    const timestamp = String(over.timestamp ?? nowS())
    const nonce = randomBytes(16).toString('hex')
    const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`)
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': over.serial ?? merchant.platformSerial,
      'wechatpay-signature': signature.sign(platform.privateKey, 'base64'),
    }
  }
  const answer = (res: Response, status: number, body?: object) => {
    const text = body ? JSON.stringify(body) : ''
    const headers = { ...sign(text), 'request-id': randomBytes(12).toString('hex') }
    res.status(status).set(headers).type('application/json').send(text)
  }
  const refuse = (res: Response, status: number, code: string) => answer(res, status, { code, message: code })
  function callBack(type: string, original: 'transaction' | 'refund', inside: object, url: string) {
    const body = callbackBody(type, original, control.change({ ...inside }), merchant.apiV3Key)
    knocker.knock(async () => {
      const headers = { 'content-type': 'application/json', ...sign(body) }
      const signal = AbortSignal.timeout(callbackMs)
      return (await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' })).ok
    })
  }

  function isSigned(req: Request, body: string): boolean {
    const fields = Object.fromEntries(
      [...(req.get('authorization') ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1]!, m[2]!]),
    )
    const { mchid, serial_no, timestamp = '', nonce_str = '', signature = '' } = fields
    const known = mchid === merchant.mchId && serial_no === merchant.serialNo && !seenNonces.has(nonce_str)
    const message = `${req.method}\n${req.originalUrl}\n${timestamp}\n${nonce_str}\n${body}\n`
    const good = createVerify('RSA-SHA256').update(message).verify(merchantKey, signature, 'base64')
    if (good) seenNonces.add(nonce_str)
    return known && good && Math.abs(nowS() - Number(timestamp)) <= toleranceS
  }
  const onlySigned: RequestHandler = (req, res, next) => {
    if (control.away) return void res.status(503).end()
    const text = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
    if (!isSigned(req, text)) return refuse(res, 401, 'SIGN_ERROR')
    req.body = text === '' ? {} : JSON.parse(text)
    next()
  }

  function order(
    res: Response,
    body: unknown,
    tradeType: WechatOrder['trade_type'],
  ): WechatOrder | undefined {
    const parsed = orderParams.safeParse(body)
    if (!parsed.success || (tradeType === 'MWEB') !== (parsed.data.scene_info !== undefined))
      return void refuse(res, 400, 'PARAM_ERROR')
    const p = parsed.data
    if (p.appid !== merchant.appId || p.mchid !== merchant.mchId)
      return void refuse(res, 400, 'APPID_MCHID_NOT_MATCH')
    const known = till.find((o) => o.out_trade_no === p.out_trade_no)
    if (known) {
      if (known.state === 'CLOSED') return void refuse(res, 400, 'ORDER_CLOSED')
      if (known.state !== 'NOTPAY') return void refuse(res, 400, 'ORDERPAID')
      return known.total === p.amount.total ? known : void refuse(res, 400, 'INVALID_REQUEST')
    }
    const made: WechatOrder = {
      ...p,
      total: p.amount.total,
      trade_type: tradeType,
      expiresAt: p.time_expire ? Date.parse(p.time_expire) : Date.now() + 2 * 3600_000,
      state: 'NOTPAY',
      token: randomBytes(12).toString('hex'),
      transaction_id: '',
      success_time: '',
    }
    till.orders.set(p.out_trade_no, made)
    return made
  }

  const api = Router()
  api.use(express.raw({ type: () => true, limit: '256kb' }), onlySigned)
  api.post('/pay/transactions/native', (req, res) => {
    const made = order(res, req.body, 'NATIVE')
    if (made) answer(res, 200, { code_url: `${base}/pay/${made.token}` })
  })
  api.post('/pay/transactions/h5', (req, res) => {
    const made = order(res, req.body, 'MWEB')
    if (made) answer(res, 200, { h5_url: `${base}/pay/${made.token}?prepay_id=wx${made.token}` })
  })
  api.get('/pay/transactions/:by/:number', (req, res) => {
    const { by, number } = req.params
    const found = till.find((o) => (by === 'id' ? o.transaction_id : o.out_trade_no) === number)
    if (!found) return refuse(res, 404, 'ORDER_NOT_EXIST')
    answer(res, 200, transactionOf(found))
  })
  api.post('/pay/transactions/out-trade-no/:number/close', (req, res) => {
    const found = till.find((o) => o.out_trade_no === req.params.number)
    if (!found) return refuse(res, 404, 'ORDER_NOT_EXIST')
    if (found.state !== 'NOTPAY' && found.state !== 'CLOSED') return refuse(res, 400, 'ORDERPAID')
    found.state = 'CLOSED'
    answer(res, 204)
  })
  api.post('/refund/domestic/refunds', (req, res) => {
    const parsed = refundParams.safeParse(req.body)
    if (!parsed.success) return refuse(res, 400, 'PARAM_ERROR')
    const p = parsed.data
    const known = till.refunds.get(p.out_refund_no)
    if (known) return answer(res, 200, refundOf(known))
    const paid = till.find((o) => o.transaction_id === p.transaction_id)
    if (!paid) return refuse(res, 404, 'RESOURCE_NOT_EXISTS')
    const left = paid.total - till.refundedOf(paid.transaction_id)
    if (p.amount.total !== paid.total || p.amount.refund > left) return refuse(res, 400, 'INVALID_REQUEST')
    const refund = till.refund(paid, p.out_refund_no, p.amount.refund)
    answer(res, 200, { ...refundOf(refund), status: 'PROCESSING', success_time: undefined })
    const { status, ...rest } = refundOf(refund)
    const inside = { mchid: merchant.mchId, ...rest, refund_status: status }
    callBack('REFUND.SUCCESS', 'refund', inside, p.notify_url ?? paid.notify_url)
  })
  api.get('/refund/domestic/refunds/:number', (req, res) => {
    const found = till.refunds.get(req.params.number)
    if (!found) return refuse(res, 404, 'RESOURCE_NOT_EXISTS')
    answer(res, 200, refundOf(found))
  })
  api.get('/bill/:kind(tradebill|fundflowbill)', (req, res) => {
    const day = String(req.query.bill_date)
    const bill =
      req.params.kind === 'tradebill'
        ? control.changeBill(tradeBill(till, merchant, day))
        : control.changeFlows(fundFlowBill(till, day))
    if (!bill) return refuse(res, 400, 'NO_STATEMENT_EXIST')
    const token = randomBytes(8).toString('hex')
    bills.set(token, bill)
    const hash = createHash('sha1').update(bill).digest('hex')
    const download_url = `http://${req.get('host')}/v3/billdownload/file?token=${token}`
    answer(res, 200, { hash_type: 'SHA1', hash_value: hash, download_url })
  })
  api.get('/billdownload/file', (req, res) => {
    const bill = bills.get(String(req.query.token))
    if (!bill) return refuse(res, 404, 'NOT_FOUND')
    res.type('text/plain').send(control.spoilBill ? `${bill} ` : bill)
  })
  api.use((_req, res) => refuse(res, 404, 'NOT_FOUND'))

  const app = express()
  app.disable('x-powered-by')
  app.use('/v3', api)
  const pageOf = (req: Request): [WechatOrder, WalletOrder] | null => {
    const found = till.find((o) => o.token === req.params.token)
    if (!found) return null
    const back = typeof req.query.redirect_url === 'string' ? req.query.redirect_url : ''
    const shown: WalletOrder = {
      name: { zh: '微信支付', en: 'WeChat Pay' },
      amountFen: found.total,
      description: found.description,
      state: found.state === 'NOTPAY' ? 'open' : found.state === 'CLOSED' ? 'closed' : 'paid',
      back: /^https?:\/\//.test(back) && URL.canParse(back) ? back : null,
    }
    return [found, shown]
  }
  app.get('/pay/:token', (req, res) => sendWalletPage(req, res, pageOf(req)?.[1] ?? null))
  app.post('/pay/:token', express.urlencoded({ extended: false, limit: '4kb' }), (req, res) => {
    const found = pageOf(req)
    if (!found) return sendWalletPage(req, res, null)
    const [order, { back }] = found
    if (req.body?.action === 'pay' && till.pay(order))
      callBack('TRANSACTION.SUCCESS', 'transaction', transactionOf(order), order.notify_url)
    res.redirect(303, back ?? req.originalUrl)
  })

  const { url, close } = await listen(app, options.port)
  base ||= url
  return {
    url,
    app,
    control,
    withdraw: till.withdraw,
    merchant,
    sign,
    async stop() {
      knocker.stop()
      await close()
    },
  }
}
