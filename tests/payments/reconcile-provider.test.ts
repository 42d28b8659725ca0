import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Gateway, ProviderEvent } from '~/payments/gateway'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { openDatabase } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  alerts,
  chargeOf,
  eventBody,
  giftState,
  insertGift,
  openCheckout,
  secretKey,
  sign,
  startReceiver,
  startTill,
  until,
  webhookSecret,
} from './support'

const settle = { sql: 'giving_settle' }
const stripe = createStripeGateway({ secretKey, webhookSecret })
const second = 1_000
const minute = 60 * second
/** A clock that is ahead: what was paid just now is that old. */
const ahead = (ms: number) => ({ now: () => new Date(Date.now() + ms) })

/** One event of that age, as the provider would list it. */
function aged(ageMs: number, type: string, object: Record<string, unknown>): ProviderEvent {
  const { body } = eventBody(type, object, Math.floor((Date.now() - ageMs) / second))
  const read = stripe.verifyWebhook(body, sign(body))
  if (!read.ok) throw new Error(read.reason)
  return read.event
}
/** A provider that lists these, and tells how many were asked for and whether the walk was ended. */
function listing(events: ProviderEvent[]) {
  const walked = { events: 0, ended: false }
  const gateway: Gateway = {
    ...stripe,
    async *listEventsSince() {
      try {
        for (const event of events) {
          walked.events++
          yield event
        }
      } finally {
        walked.ended = true
      }
    },
  }
  return { gateway, walked }
}

describe.each(databases)('reconciliation on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let door: Awaited<ReturnType<typeof startReceiver>>
  let till: Awaited<ReturnType<typeof startTill>>
  let answered: number
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterAll(() => test.drop())
  beforeEach(async () => {
    answered = 0
    await db.query('DELETE FROM payments_cursor')
    await db.query('DELETE FROM platform_alert')
    door = await startReceiver(async (r) => {
      const taken = await receiveWebhook(db, till.gateway, settle, r.body, r.signature, { patienceMs: 0 })
      answered++
      return taken.ok ? 200 : 400
    })
    till = await startTill(door.url)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await till.sandbox.stop()
    await door.stop()
  })

  /** A gift with its checkout, paid by card in the sandbox. */
  async function paidGift() {
    const giftId = await insertGift(db)
    await till.press((await openCheckout(till.gateway, { giftId })).ref, 'pay', 'card')
    return giftId
  }
  const reconcile = (options?: Parameters<typeof reconcileProvider>[3]) =>
    reconcileProvider(db, till.gateway, settle, options)
  const cursor = async () =>
    (
      await db.query<{ cursor: string | null; healed: bigint }>('SELECT cursor, healed FROM payments_cursor')
    )[0]

  it('heals dropped webhooks exactly once, with their channel, and says how many', async () => {
    till.sandbox.control.drop = true
    const gifts = [await paidGift(), await paidGift(), await paidGift()]
    expect(await reconcile(ahead(2 * minute))).toEqual({ ok: true, read: 6, healed: 3, failed: 0 })
    expect(await reconcile(ahead(2 * minute))).toEqual({ ok: true, read: 6, healed: 0, failed: 0 })
    for (const gift of gifts) {
      expect(await giftState(db, gift)).toEqual({
        state: 'confirmed',
        channel: 'card',
        posted: 6_666n,
        entries: 1n,
      })
    }
    expect((await cursor())?.healed).toBe(3n)
  })

  it('doubles nothing when the webhooks come late, or at the same time', async () => {
    till.sandbox.control.duplicate = 4
    till.sandbox.control.reorder = true
    const gifts = await Promise.all(Array.from({ length: 5 }, paidGift))
    const run = await reconcile(ahead(2 * minute))
    expect(run.ok).toBe(true)
    await until('all 5 × 4 events × 5 deliveries', () => answered === 100)
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ ok: true, healed: 0, failed: 0 })
    for (const gift of gifts) expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('leaves webhooks their time: what is younger than two minutes is not settled and not passed', async () => {
    till.sandbox.control.drop = true
    const gift = await paidGift()
    expect(await reconcile()).toEqual({ ok: true, read: 2, healed: 0, failed: 0 })
    expect(await reconcile(ahead(2 * minute - 2 * second))).toMatchObject({ read: 2, healed: 0 })
    expect(await giftState(db, gift)).toMatchObject({ state: 'started' })
    expect((await cursor())?.cursor).toBeNull()
    expect(await alerts(db, 'webhook-gap', 'stripe')).toEqual([])
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ read: 2, healed: 1 })
    expect(await giftState(db, gift)).toMatchObject({ state: 'confirmed', posted: 6_666n })
  })

  it('logs and alerts every gap that it heals, by its own defaults, and nothing that webhooks brought', async () => {
    const warned = vi.spyOn(log, 'warn')
    const [brought, lost, young] = await Promise.all([insertGift(db), insertGift(db), insertGift(db)])
    const events = [
      aged(130 * second, 'charge.succeeded', chargeOf(brought)),
      aged(121 * second, 'charge.succeeded', chargeOf(lost)),
      aged(100 * second, 'charge.succeeded', chargeOf(young)),
    ]
    const payload = Buffer.from(events[0]!.payload)
    expect(await receiveWebhook(db, stripe, settle, payload, sign(payload))).toMatchObject({ ok: true })
    const { gateway } = listing(events)
    expect(await reconcileProvider(db, gateway, settle)).toEqual({ ok: true, read: 3, healed: 1, failed: 0 })
    const gap = { events: 1, first: events[1]!.id, firstAt: events[1]!.createdAt, last: events[1]!.id }
    expect(await alerts(db, 'webhook-gap', 'stripe')).toEqual([{ seen_times: 1, detail: gap }])
    expect(warned.mock.calls).toEqual([[{ provider: 'stripe', ...gap }, expect.stringContaining('healed')]])
    expect(await giftState(db, lost)).toMatchObject({ state: 'confirmed', entries: 1n })
    expect(await giftState(db, young)).toMatchObject({ state: 'started' })
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ healed: 0 })
    expect(await alerts(db, 'webhook-gap', 'stripe')).toMatchObject([{ seen_times: 1 }])
  })

  it('heals refunds and disputes that no webhook had told of, each once', async () => {
    till.sandbox.control.drop = true
    const gift = await paidGift()
    await reconcile(ahead(2 * minute))
    const [{ payment_ref: paymentRef }] = (await db.query<{ payment_ref: string }>(
      'SELECT payment_ref FROM giving_gift WHERE id = $1',
      [gift],
    )) as [{ payment_ref: string }]
    await till.gateway.refund({ paymentRef, amountFen: 666n, key: 'dashboard' })
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ healed: 1 })
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ healed: 0 })
    expect(
      await db.query('SELECT state, amount_fen AS fen FROM giving_refund WHERE gift_id = $1', [gift]),
    ).toEqual([{ state: 'settled', fen: 666n }])
    const dispute = {
      id: 'dp_1',
      charge: 'ch_1',
      payment_intent: paymentRef,
      amount: 6_000,
      currency: 'cny',
    }
    const { gateway } = listing([
      aged(5 * minute, 'charge.dispute.created', { ...dispute, status: 'needs_response' }),
      aged(4 * minute, 'charge.dispute.closed', { ...dispute, status: 'lost' }),
    ])
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ healed: 2 })
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ healed: 0 })
    expect(
      await db.query(
        'SELECT refunded_fen AS fen, refunded_at IS NOT NULL AS all FROM giving_gift WHERE id = $1',
        [gift],
      ),
    ).toEqual([{ fen: 6666n, all: true }])
  })

  it('goes on from its cursor, which stays a minute behind the grace', async () => {
    till.sandbox.control.drop = true
    await paidGift()
    await reconcile(ahead(3 * minute - 2 * second))
    expect((await cursor())?.cursor).toBeNull()
    await reconcile(ahead(3 * minute))
    const first = (await cursor())?.cursor
    expect(first).toMatch(/^evt_/)
    const gift = await paidGift()
    expect(await reconcile(ahead(3 * minute))).toMatchObject({ read: 2, healed: 1 })
    expect((await cursor())?.cursor).not.toBe(first)
    expect(await reconcile(ahead(3 * minute))).toMatchObject({ read: 0, healed: 0 })
    expect(await giftState(db, gift)).toMatchObject({ entries: 1n })
  })

  it('never lets its cursor pass what is still too young, also within one page', async () => {
    const [old, young] = [randomUUID(), randomUUID()].map((id) => chargeOf(id))
    const passed = aged(3 * minute + 5 * second, 'charge.succeeded', old!)
    const { gateway } = listing([passed, aged(minute, 'charge.succeeded', young!)])
    await reconcileProvider(db, gateway, settle)
    expect((await cursor())?.cursor).toBe(passed.id)
  })

  it('does not walk on through a rush of events that are all too young', async () => {
    const rush = Array.from({ length: 450 }, () => aged(minute, 'charge.succeeded', chargeOf(randomUUID())))
    const { gateway, walked } = listing(rush)
    expect(await reconcileProvider(db, gateway, settle)).toEqual({
      ok: true,
      read: 100,
      healed: 0,
      failed: 0,
    })
    expect(walked).toEqual({ events: 100, ended: true })
  })

  it('answers unavailable when the provider is away, keeps what it had read, and catches up later', async () => {
    till.sandbox.control.drop = true
    const gifts = [await paidGift(), await paidGift()]
    const breaking: Gateway = {
      ...till.gateway,
      async *listEventsSince(from) {
        let n = 0
        for await (const event of till.gateway.listEventsSince(from)) {
          if (++n === 3) throw new Error('connection reset')
          yield event
        }
      },
    }
    expect(await reconcileProvider(db, breaking, settle, ahead(2 * minute))).toEqual({
      ok: false,
      reason: 'unavailable',
    })
    expect(await giftState(db, gifts[0]!)).toMatchObject({ state: 'confirmed' })
    expect(await giftState(db, gifts[1]!)).toMatchObject({ state: 'started' })
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ ok: true, healed: 1 })
    expect(await giftState(db, gifts[1]!)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('is not stopped by one event that cannot be settled, and alerts it', async () => {
    till.sandbox.control.drop = true
    const [bad, good] = [await paidGift(), await paidGift()]
    await db.query(
      `SELECT * FROM ledger_post('gift', $1, 'gift', '2024-01-06', 'card', '', NULL, NULL,
        ARRAY['bank', 'donations'], ARRAY['walk', 'walk'], ARRAY[NULL, NULL]::text[], ARRAY[1, -1]::bigint[])`,
      [bad],
    )
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ ok: true, healed: 1, failed: 2 })
    expect(await giftState(db, good)).toMatchObject({ state: 'confirmed' })
    expect(await alerts(db, 'ledger-key-reused', bad)).toMatchObject([{ seen_times: 2 }])
  })

  it('runs one at a time', async () => {
    till.sandbox.control.drop = true
    await paidGift()
    const runs = await Promise.all([reconcile(ahead(2 * minute)), reconcile(ahead(2 * minute))])
    expect(runs.map((r) => (r.ok ? 'done' : r.reason)).sort()).toEqual(['busy', 'done'])
    expect(await reconcile(ahead(2 * minute))).toMatchObject({ ok: true, healed: 0 })
  })
})

it.each(postgresOnly)(
  'reconciliation runs one at a time over several processes of $name',
  async ({ open }) => {
    const test = await open()
    const other = await openDatabase({ url: test.url, dataDir: '', poolSize: 4 })
    try {
      const empty: Gateway = {
        ...stripe,
        async *listEventsSince() {},
      }
      let second: unknown
      const first: Gateway = {
        ...empty,
        // biome-ignore lint/correctness/useYield: a provider without events
        async *listEventsSince() {
          second = await reconcileProvider(other, empty, settle)
        },
      }
      expect(await reconcileProvider(test.db, first, settle)).toMatchObject({ ok: true })
      expect(second).toEqual({ ok: false, reason: 'busy' })
      expect(await reconcileProvider(other, empty, settle)).toMatchObject({ ok: true })
    } finally {
      await other.close()
      await test.drop()
    }
  },
)
