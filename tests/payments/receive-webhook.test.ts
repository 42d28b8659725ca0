import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import type { Sql } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  alerts,
  chargeOf,
  eventBody,
  giftState,
  insertGift,
  secretKey,
  sessionOf,
  sign,
  storedEvent,
  webhookSecret,
} from './support'

const gateway = createStripeGateway({ secretKey, webhookSecret })
const settle = { sql: 'giving_settle' }

const take = (sql: Sql, body: Buffer, patienceMs = 0) =>
  receiveWebhook(sql, gateway, settle, body, sign(body), { patienceMs })
const send = (sql: Sql, type: string, object: Record<string, unknown>) =>
  take(sql, eventBody(type, object).body)

describe.each(databases)('a webhook on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterAll(() => test.drop())

  it('confirms the gift, posts every fen to its funds and keeps the raw event, in one statement', async () => {
    const gift = await insertGift(db)
    const { id, body } = eventBody('charge.succeeded', chargeOf(gift))
    let statements = 0
    const counting: Sql = {
      query: (...args) => {
        statements++
        return db.query(...args)
      },
    }
    const taken = await take(counting, body)
    expect(taken).toMatchObject({
      ok: true,
      event: { id },
      outcome: { outcome: 'confirmed', gift, fresh: true },
    })
    expect(statements).toBe(1)
    expect(await giftState(db, gift)).toEqual({
      state: 'confirmed',
      channel: 'alipay',
      posted: 6_666n,
      entries: 1n,
    })
    expect(await storedEvent(db, id)).toEqual({
      via: 'webhook',
      payload: body.toString(),
      outcome: { outcome: 'confirmed', gift },
    })
  })

  it('of the same event twenty times at once confirms once', async () => {
    const gift = await insertGift(db, randomUUID(), { email: 'donor@example.com' })
    const { body } = eventBody('charge.succeeded', chargeOf(gift))
    const all = await Promise.all(Array.from({ length: 20 }, () => take(db, body)))
    const outcomes = all.map((t) => t.ok && t.outcome)
    expect(outcomes.filter((o) => o && o.fresh === true)).toHaveLength(1)
    expect(outcomes.filter((o) => o && o.outcome === 'confirmed')).toHaveLength(1)
    expect(outcomes.filter((o) => o && o.outcome === 'already')).toHaveLength(19)
    expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
    const mails = await db.query(`SELECT 1 FROM platform_outbox WHERE payload ->> 'giftId' = $1`, [gift])
    expect(mails).toHaveLength(1)
  })

  it('of charge and session for one payment, in either order, confirms once with the channel of the charge', async () => {
    const [chargeFirst, sessionFirst] = [await insertGift(db), await insertGift(db)]
    await send(db, 'charge.succeeded', chargeOf(chargeFirst))
    await send(db, 'checkout.session.completed', sessionOf(chargeFirst))
    expect(await giftState(db, chargeFirst)).toMatchObject({
      state: 'confirmed',
      channel: 'alipay',
      posted: 6_666n,
    })

    const session = eventBody('checkout.session.completed', sessionOf(sessionFirst))
    const [vague] = await Promise.all([
      take(db, session.body, 1_500),
      send(db, 'charge.succeeded', chargeOf(sessionFirst)),
    ])
    expect(vague).toMatchObject({ ok: true, outcome: { outcome: 'already' } })
    expect(await giftState(db, sessionFirst)).toMatchObject({
      state: 'confirmed',
      channel: 'alipay',
      entries: 1n,
    })
  })

  it('of a paid session alone confirms too: money before its label', async () => {
    const gift = await insertGift(db)
    await send(db, 'checkout.session.completed', sessionOf(gift))
    expect(await giftState(db, gift)).toMatchObject({ state: 'confirmed', channel: 'other', posted: 6_666n })
    expect(await send(db, 'charge.succeeded', chargeOf(gift))).toMatchObject({
      outcome: { outcome: 'already' },
    })
    expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('converges in whatever order processing, failed, expired and paid arrive', async () => {
    const unpaid = { payment_status: 'unpaid' }
    const steps = {
      processing: (g: string) => send(db, 'checkout.session.completed', sessionOf(g, unpaid)),
      failed: (g: string) => send(db, 'checkout.session.async_payment_failed', sessionOf(g, unpaid)),
      expired: (g: string) =>
        send(db, 'checkout.session.expired', sessionOf(g, { ...unpaid, payment_intent: null })),
      paid: (g: string) => send(db, 'charge.succeeded', chargeOf(g)),
    }
    const stories: [(keyof typeof steps)[], string][] = [
      [['processing', 'paid'], 'confirmed'],
      [['paid', 'processing'], 'confirmed'],
      [['expired', 'paid'], 'confirmed'],
      [['paid', 'expired'], 'confirmed'],
      [['paid', 'failed'], 'confirmed'],
      [['processing', 'failed'], 'failed'],
      [['failed', 'processing'], 'failed'],
      [['expired'], 'expired'],
    ]
    for (const [order, state] of stories) {
      const gift = await insertGift(db)
      for (const step of order) await steps[step](gift)
      const posted = state === 'confirmed' ? 6_666n : 0n
      expect(await giftState(db, gift), order.join(' → ')).toMatchObject({ state, posted })
    }
    const [pending] = await db.query('SELECT sum(amount_fen)::bigint AS fen FROM giving_pending_move')
    expect(pending).toEqual({ fen: 0n })
  })

  it.each([
    ['amount-differs', { amount: 6_665, amount_captured: 6_665 }],
    ['amount-differs', { amount_captured: 6_667 }],
    ['currency-differs', { currency: 'usd' }],
  ])('is held for a person and posts nothing when the %s', async (reason, over) => {
    const gift = await insertGift(db)
    expect(await send(db, 'charge.succeeded', chargeOf(gift, over))).toMatchObject({
      ok: true,
      outcome: { outcome: 'held', reason },
    })
    expect(await giftState(db, gift)).toMatchObject({ state: 'held', posted: 0n, entries: 0n })
    expect(await alerts(db, 'gift-held', gift)).toMatchObject([{ seen_times: 1, detail: { reason } }])
  })

  it('of a second fact for a held gift, however right, leaves it held: a person decides', async () => {
    const gift = await insertGift(db)
    await send(db, 'charge.succeeded', chargeOf(gift, { amount: 1, amount_captured: 1 }))
    for (const type of ['charge.succeeded', 'checkout.session.completed'] as const) {
      const object = type === 'charge.succeeded' ? chargeOf(gift) : sessionOf(gift)
      expect(await send(db, type, object)).toMatchObject({ ok: true, outcome: { outcome: 'held' } })
    }
    await send(db, 'checkout.session.expired', sessionOf(gift, { payment_status: 'unpaid' }))
    expect(await giftState(db, gift)).toMatchObject({ state: 'held', posted: 0n, entries: 0n })
  })

  it.each([
    ['amount', { amount_captured: 6_667 }],
    ['currency', { currency: 'usd' }],
  ])(
    'of a confirmed payment that now has another %s changes nothing and a person hears of it',
    async (_, over) => {
      const gift = await insertGift(db)
      await send(db, 'charge.succeeded', chargeOf(gift))
      expect(await send(db, 'charge.succeeded', chargeOf(gift, over))).toMatchObject({
        ok: true,
        outcome: { outcome: 'held' },
      })
      expect(await giftState(db, gift)).toMatchObject({ state: 'confirmed', posted: 6_666n, entries: 1n })
      expect(await alerts(db, 'payment-differs', chargeOf(gift).payment_intent)).toHaveLength(1)
    },
  )

  it('about a gift that we do not know is stored and alerted', async () => {
    for (const metadata of [{ giftId: randomUUID() }, { giftId: 'not-a-uuid' }, {}]) {
      const charge = chargeOf(randomUUID(), { metadata })
      const { id, body } = eventBody('charge.succeeded', charge)
      expect(await take(db, body)).toMatchObject({ ok: true, outcome: { outcome: 'unmatched', fresh: true } })
      expect(await alerts(db, 'payment-unmatched', charge.payment_intent)).toHaveLength(1)
      expect(await storedEvent(db, id)).toBeDefined()
    }
  })

  it('of an unknown type is stored and answered ok', async () => {
    const { id, body } = eventBody('customer.created', {
      id: 'cus_1',
      name: 'NUL \u0000 and half \ud83d an emoji',
    })
    expect(await take(db, body)).toEqual({ ok: true, event: expect.anything(), outcome: { fresh: true } })
    expect(await take(db, body)).toMatchObject({ ok: true, outcome: { fresh: false } })
    expect(await storedEvent(db, id)).toMatchObject({ outcome: null, payload: body.toString() })
  })

  it('throws when the database fails in the middle, keeps nothing of it, and a retry heals', async () => {
    const gift = await insertGift(db)
    const { id, body } = eventBody('charge.succeeded', chargeOf(gift))
    await db.query('ALTER SEQUENCE giving_ack_number RENAME TO giving_ack_number_away')
    await expect(take(db, body)).rejects.toThrow()
    await db.query('ALTER SEQUENCE giving_ack_number_away RENAME TO giving_ack_number')
    expect(await storedEvent(db, id)).toBeUndefined()
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', entries: 0n })
    expect(await alerts(db, 'event-not-settled', id)).toHaveLength(1)
    expect(await take(db, body)).toMatchObject({ ok: true, outcome: { outcome: 'confirmed' } })
    expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('for a ledger key that holds other content throws and is alerted', async () => {
    const gift = await insertGift(db)
    await db.query(
      `SELECT * FROM ledger_post('gift', $1, 'gift', '2024-01-06', 'card', '', NULL, NULL,
        ARRAY['bank', 'donations'], ARRAY['walk', 'walk'], ARRAY[NULL, NULL]::text[], ARRAY[1, -1]::bigint[])`,
      [gift],
    )
    await expect(send(db, 'charge.succeeded', chargeOf(gift))).rejects.toThrow(/ledger_key_reused/)
    await expect(send(db, 'charge.succeeded', chargeOf(gift))).rejects.toThrow(/ledger_key_reused/)
    expect(await alerts(db, 'ledger-key-reused', gift)).toMatchObject([{ seen_times: 2 }])
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 1n })
  })
})

it('a webhook throws, without trying to alert, when the database is away', async () => {
  const away: Sql = {
    query: () => Promise.reject(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })),
  }
  const { body } = eventBody('charge.succeeded', chargeOf(randomUUID()))
  await expect(take(away, body)).rejects.toThrow('connection refused')
})
