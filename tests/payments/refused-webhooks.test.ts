import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebhookHeaders } from '~/payments/gateway'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  chargeOf,
  eventBody,
  giftState,
  insertGift,
  secretKey,
  sign,
  storedEvent,
  webhookSecret,
} from './support'

const gateway = createStripeGateway({ secretKey, webhookSecret })
const settle = { sql: 'giving_settle' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
/** What strangers send, and what we are to say to it. */
function refusals(body: Buffer): [WebhookHeaders, string][] {
  const old = Math.floor(Date.now() / 1000) - 301
  return [
    [{}, 'signature-missing'],
    [sign(body, 'whsec_guess'), 'signature-invalid'],
    [sign(body, webhookSecret, old), 'signature-stale'],
  ]
}

describe.each(databases)('a webhook on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterAll(() => test.drop())

  it('that is forged, stale or missing its signature is neither stored nor settled', async () => {
    const gift = await insertGift(db)
    const { id, body } = eventBody('charge.succeeded', chargeOf(gift))
    for (const [signature, reason] of refusals(body)) {
      expect(await receiveWebhook(db, gateway, settle, body, signature)).toEqual({ ok: false, reason })
    }
    expect(await storedEvent(db, id)).toBeUndefined()
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 0n })
  })

  it('that is refused is logged each time, and alerted once per reason and minute whoever floods the door', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 3_600_000)
    const warned = vi.spyOn(log, 'warn')
    await db.query('DELETE FROM platform_alert')
    const { body } = eventBody('charge.succeeded', chargeOf(randomUUID()))
    const knock = async () => {
      for (const [signature] of refusals(body)) await receiveWebhook(db, gateway, settle, body, signature)
      const broken = Buffer.from('not json')
      await receiveWebhook(db, gateway, settle, broken, sign(broken))
    }
    const seen = () =>
      db.query('SELECT kind, subject, seen_times AS n, detail FROM platform_alert ORDER BY kind, subject')
    const row = (kind: string, reason: string, n: number) => ({
      kind,
      subject: `stripe ${reason}`,
      n,
      detail: { provider: 'stripe', reason },
    })
    const rows = (n: number) => [
      row('webhook-payload', 'payload-invalid', n),
      row('webhook-signature', 'signature-invalid', n),
      row('webhook-signature', 'signature-missing', n),
      row('webhook-signature', 'signature-stale', n),
    ]
    for (let n = 0; n < 10; n++) await knock()
    expect(await seen()).toEqual(rows(1))
    expect(warned).toHaveBeenCalledTimes(40)
    expect(warned).toHaveBeenCalledWith(
      { provider: 'stripe', reason: 'signature-invalid', bytes: body.length },
      'a webhook was refused',
    )
    vi.setSystemTime(Date.now() + 60_001)
    await knock()
    expect(await seen()).toEqual(rows(2))
  })
})

it('a refused webhook is refused in the same words when the alert cannot be written', async () => {
  const failed = vi.spyOn(log, 'error')
  const away: Sql = { query: () => Promise.reject(new Error('connection refused')) }
  const { body } = eventBody('charge.succeeded', chargeOf(randomUUID()))
  for (const [signature, reason] of refusals(body)) {
    expect(await receiveWebhook(away, gateway, settle, body, signature)).toEqual({ ok: false, reason })
  }
  expect(failed).toHaveBeenCalledTimes(3)
})
