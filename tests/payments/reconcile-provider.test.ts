import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Gateway } from '~/payments/gateway'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { openDatabase } from '~/platform/db.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  alerts,
  giftState,
  insertGift,
  openCheckout,
  secretKey,
  startReceiver,
  startTill,
  until,
  webhookSecret,
} from './support'

const settle = { sql: 'giving_settle' }

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
    expect(await reconcile()).toEqual({ ok: true, read: 6, healed: 3, late: 0, failed: 0 })
    expect(await reconcile()).toEqual({ ok: true, read: 6, healed: 0, late: 0, failed: 0 })
    for (const gift of gifts) {
      expect(await giftState(db, gift)).toEqual({
        state: 'confirmed',
        channel: 'card',
        posted: 6_666n,
        entries: 1n,
      })
    }
    expect(await alerts(db, 'webhook-gap', 'stripe')).toEqual([])
    expect((await cursor())?.healed).toBe(3n)
  })

  it('doubles nothing when the webhooks come late, or at the same time', async () => {
    till.sandbox.control.duplicate = 4
    till.sandbox.control.reorder = true
    const gifts = await Promise.all(Array.from({ length: 5 }, paidGift))
    const run = await reconcile()
    expect(run.ok).toBe(true)
    await until('all 5 × 4 events × 5 deliveries', () => answered === 100)
    expect(await reconcile()).toMatchObject({ ok: true, healed: 0, failed: 0 })
    for (const gift of gifts) expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('alerts the desk when something had never arrived, and not when webhooks did their work', async () => {
    const good = await paidGift()
    await until('the webhooks', () => answered === 4)
    expect(await reconcile({ gapAfterMs: -1_000 })).toMatchObject({ healed: 0, late: 0 })
    expect(await alerts(db, 'webhook-gap', 'stripe')).toEqual([])
    till.sandbox.control.drop = true
    await paidGift()
    expect(await reconcile({ gapAfterMs: -1_000 })).toMatchObject({ healed: 1, late: 1 })
    expect(await alerts(db, 'webhook-gap', 'stripe')).toMatchObject([
      { seen_times: 1, detail: { events: 1 } },
    ])
    expect(await giftState(db, good)).toMatchObject({ entries: 1n })
  })

  it('goes on from its cursor, which stays behind by the overlap', async () => {
    till.sandbox.control.drop = true
    await paidGift()
    await reconcile()
    expect((await cursor())?.cursor).toBeNull()
    await reconcile({ overlapMs: 0 })
    const first = (await cursor())?.cursor
    expect(first).toMatch(/^evt_/)
    const gift = await paidGift()
    expect(await reconcile({ overlapMs: 0 })).toMatchObject({ read: 2, healed: 1 })
    expect((await cursor())?.cursor).not.toBe(first)
    expect(await reconcile({ overlapMs: 0 })).toMatchObject({ read: 0, healed: 0 })
    expect(await giftState(db, gift)).toMatchObject({ entries: 1n })
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
    expect(await reconcileProvider(db, breaking, settle)).toEqual({ ok: false, reason: 'unavailable' })
    expect(await giftState(db, gifts[0]!)).toMatchObject({ state: 'confirmed' })
    expect(await giftState(db, gifts[1]!)).toMatchObject({ state: 'started' })
    expect(await reconcile()).toMatchObject({ ok: true, healed: 1 })
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
    expect(await reconcile()).toMatchObject({ ok: true, healed: 1, failed: 2 })
    expect(await giftState(db, good)).toMatchObject({ state: 'confirmed' })
    expect(await alerts(db, 'ledger-key-reused', bad)).toMatchObject([{ seen_times: 2 }])
  })

  it('runs one at a time', async () => {
    till.sandbox.control.drop = true
    await paidGift()
    const runs = await Promise.all([reconcile(), reconcile()])
    expect(runs.map((r) => (r.ok ? 'done' : r.reason)).sort()).toEqual(['busy', 'done'])
    expect(await reconcile()).toMatchObject({ ok: true, healed: 0 })
  })
})

it.each(postgresOnly)(
  'reconciliation runs one at a time over several processes of $name',
  async ({ open }) => {
    const test = await open()
    const other = await openDatabase({ url: test.url, dataDir: '', poolSize: 4 })
    try {
      const empty: Gateway = {
        ...createStripeGateway({ secretKey, webhookSecret }),
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
