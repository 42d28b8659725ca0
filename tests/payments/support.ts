import { createHash, randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import type { CheckoutInput, Gateway, ProviderEvent, WebhookHeaders } from '~/payments/gateway'
import { type SandboxOptions, startSandbox } from '~/payments/sandbox/start-sandbox.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import type { Sql } from '~/platform/db.server'

export const secretKey = 'sk_test_of_the_tests'
export const webhookSecret = 'whsec_of_the_tests'

export interface Received {
  body: Buffer
  signature: WebhookHeaders
  type: string
  id: string
}

/** A small HTTP server in the place of the site's webhook door: keeps what comes and answers what it is told. */
export async function startReceiver(answer: (request: Received) => number | Promise<number> = () => 200) {
  const received: Received[] = []
  const server = http.createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const { type, id } = JSON.parse(body.toString()) as { type: string; id: string }
    const request = { body, signature: req.headers, type, id }
    received.push(request)
    res.writeHead(await answer(request)).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    received,
    types: () => received.map((r) => r.type),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The sandbox with the real adapter in front of it. */
export async function startTill(webhookUrl: string, options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ secretKey, webhookSecret, webhookUrl, retryBaseMs: 10, ...options })
  const gateway = createStripeGateway({ secretKey, webhookSecret, apiBase: sandbox.url })
  const press = (ref: string, action: string, method = 'card') =>
    fetch(`${sandbox.url}/pay/${ref}`, {
      method: 'POST',
      body: new URLSearchParams({ action, method }),
      redirect: 'manual',
    })
  return { sandbox, gateway, press }
}

export const checkout = (over: Partial<CheckoutInput> = {}): CheckoutInput => ({
  giftId: randomUUID(),
  amountFen: 6_666n,
  currency: 'CNY',
  description: '健康行善',
  locale: 'zh-CN',
  returnUrl: 'http://shop.test/give/return',
  cancelUrl: 'http://shop.test/give',
  ...over,
})

/** Opens a checkout and throws when it is refused. */
export async function openCheckout(
  gateway: ReturnType<typeof createStripeGateway>,
  over: Partial<CheckoutInput> = {},
) {
  const opened = await gateway.createCheckout(checkout(over))
  if (!opened.ok) throw new Error(opened.reason)
  return opened
}

export async function eventsSince(gateway: Gateway, cursor: string | null): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = []
  for await (const event of gateway.listEventsSince(cursor)) events.push(event)
  return events
}

/** Waits for something another process or timer brings about; throws with `what` after ten seconds. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`still not so: ${what}`)
}

let events = 0
/** The body of one Stripe event about a charge, or of another type with `object`. */
export function eventBody(
  type: string,
  object: Record<string, unknown>,
  createdS = Math.floor(Date.now() / 1000),
) {
  const id = `evt_${(++events).toString(36)}${randomBytes(8).toString('hex')}`
  return {
    id,
    body: Buffer.from(JSON.stringify({ id, object: 'event', type, created: createdS, data: { object } })),
  }
}

export const chargeOf = (giftId: string, over: Record<string, unknown> = {}) => ({
  id: `ch_${giftId.slice(0, 8)}`,
  object: 'charge',
  amount: 6_666,
  amount_captured: 6_666,
  captured: true,
  currency: 'cny',
  metadata: { giftId },
  payment_intent: `pi_${giftId.slice(0, 8)}`,
  payment_method_details: { type: 'alipay', alipay: {} },
  ...over,
})

export const sessionOf = (giftId: string, over: Record<string, unknown> = {}) => ({
  id: `cs_test_${giftId.slice(0, 8)}`,
  object: 'checkout.session',
  amount_total: 6_666,
  currency: 'cny',
  metadata: { giftId },
  payment_intent: `pi_${giftId.slice(0, 8)}`,
  payment_method_types: ['card', 'alipay', 'wechat_pay'],
  payment_status: 'paid',
  ...over,
})

export const signature = (body: Buffer, secret = webhookSecret, timestamp?: number) =>
  Stripe.webhooks.generateTestHeaderString({
    payload: body.toString(),
    secret,
    ...(timestamp && { timestamp }),
  })
export const signedAs = (signature: string | undefined) => ({ 'stripe-signature': signature })
/** The headers of a webhook of Stripe's with this body. */
export const sign = (...of: Parameters<typeof signature>) => signedAs(signature(...of))

/** A started gift of 66.66 yuan over two funds, put in with SQL: giving is a room to our right. */
export async function insertGift(
  sql: Sql,
  id = randomUUID(),
  over: { email?: string } = {},
): Promise<string> {
  await sql.query(
    `INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en)
     VALUES ('walk', 'campaign_pool', '健康行', 'Walk', '助困', 'Relief'), ('school', 'project', '助学', 'School', '助学', 'Study')
     ON CONFLICT DO NOTHING`,
  )
  const salt = randomBytes(16)
  await sql.query(
    `INSERT INTO giving_gift (id, campaign, amount_fen, locale, salt, donor_commitment, check_code, contact_email)
     VALUES ($1, 'health-walk-11', 6666, 'zh-CN', $2, $3, $4, $5)`,
    [
      id,
      salt,
      createHash('sha256').update('shanxing-donor/v1\0').update(salt).digest(),
      id.slice(0, 8),
      over.email ?? '',
    ],
  )
  await sql.query(
    `INSERT INTO giving_allocation (gift_id, fund, amount_fen) VALUES ($1, 'walk', 4666), ($1, 'school', 2000)`,
    [id],
  )
  return id
}

export async function giftState(sql: Sql, id: string) {
  const [row] = await sql.query<{ state: string; channel: string | null; posted: bigint; entries: bigint }>(
    `SELECT g.state, g.channel,
       (SELECT count(*) FROM ledger_entry e WHERE e.source = 'gift' AND e.key = g.id::text) AS entries,
       (SELECT coalesce(-sum(l.amount_fen), 0)::bigint FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
         WHERE e.source = 'gift' AND e.key = g.id::text AND l.account = 'donations') AS posted
     FROM giving_gift g WHERE g.id = $1`,
    [id],
  )
  return row!
}

export async function alerts(sql: Sql, kind: string, subject: string) {
  return sql.query<{ seen_times: number; detail: Record<string, unknown> }>(
    'SELECT seen_times, detail FROM platform_alert WHERE kind = $1 AND subject = $2',
    [kind, subject],
  )
}

export async function storedEvent(sql: Sql, id: string) {
  const [row] = await sql.query<{ via: string; payload: string; outcome: { outcome?: string } | null }>(
    'SELECT via, payload, outcome FROM payments_event WHERE event_id = $1',
    [id],
  )
  return row
}
