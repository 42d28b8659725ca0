import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { changeMonthly } from '~/giving/change-monthly.server'
import { mindMonthly } from '~/giving/mind-monthly.server'
import { pauseMonthly } from '~/giving/pause-monthly.server'
import { renewCard } from '~/giving/renew-card.server'
import { settleMonthly } from '~/giving/settle-monthly.server'
import { stopMonthly } from '~/giving/stop-monthly.server'
import { readBalance } from '~/payments/read-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { alerts } from '../payments/support'
import { databases, type TestDatabase } from '../setup/databases'
import {
  type Billing,
  begin,
  chargesOf,
  expectCleanBooks,
  giftsOf,
  limits,
  mailsOf,
  monthlyOf,
  openEveryday,
  settle,
  startBilling,
} from './monthly-support'
import { publicUrl } from './support'

const fields = (over: object = {}) => ({
  preset: 'other',
  amount: '100',
  target: 'default',
  percents: {},
  coverFee: false,
  ...over,
})

describe.each(databases)('monthly gifts on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let campaign: Campaign
  let billing: Billing
  beforeAll(async () => {
    test = await open()
    db = test.db
    campaign = await openEveryday(db)
  })
  beforeEach(async () => {
    billing = await startBilling(db)
  })
  afterEach(async () => {
    await expectCleanBooks(db)
    await billing.stop()
  })
  afterAll(() => test.drop())
  const change = (secret: string, over: object) =>
    changeMonthly(db, billing.subscriptions, {
      secret,
      fields: fields(over),
      campaign,
      limits,
      locale: 'zh-CN',
    })
  async function newCard(secret: string) {
    const asked = await renewCard(db, billing.subscriptions, { secret, locale: 'zh-CN', publicUrl })
    if (!asked.ok) throw new Error(asked.reason)
    await billing.press(asked.url)
    await billing.catchUp()
  }

  it('charges the first month at once, as a gift of its own with its own acknowledgement', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign)
    expect(await giftsOf(db, monthlyId)).toEqual([])
    await billing.catchUp()
    expect(await monthlyOf(db, secret)).toMatchObject({
      state: 'active',
      amountFen: 6666n,
      cardLast4: '4242',
    })
    expect(await giftsOf(db, monthlyId)).toMatchObject([
      { state: 'confirmed', amountFen: 6666n, channel: 'card', acked: true, funds: ['children', 'elders'] },
    ])
    expect(await mailsOf(db, monthlyId)).toEqual(['begun'])
  })

  it('lives through fourteen months with one expired card and a change of amount: thirteen charges are booked', async () => {
    billing.till.sandbox.clock.advance(new Date('2031-01-31T03:00:00Z'))
    billing.till.sandbox.control.afterRetries = 'past_due'
    // Good to the end of February: March is refused, and so is each of its retries.
    const { monthlyId, secret } = await begin(db, billing, campaign, { card: 'expires' })
    await billing.until('2031-02-10T00:00:00Z')
    await mindMonthly(db, billing.subscriptions, billing.now())
    await mindMonthly(db, billing.subscriptions, billing.now())
    expect(await mailsOf(db, monthlyId)).toEqual(['begun', 'card-ends'])

    await billing.until('2031-04-20T00:00:00Z')
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'past_due' })
    expect(await giftsOf(db, monthlyId)).toHaveLength(2)
    await newCard(secret)
    expect(await monthlyOf(db, secret)).toMatchObject({ cardLast4: '4242' })

    await billing.until('2031-07-10T00:00:00Z')
    expect(await change(secret, { amount: '100', target: 'fund:elders' })).toEqual({ ok: true })
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'active', amountFen: 10_000n })
    await billing.until('2032-03-15T00:00:00Z') // fourteen months: January 2031 to February 2032

    const gifts = await giftsOf(db, monthlyId)
    expect(gifts).toHaveLength(13)
    expect(gifts.every((gift) => gift.state === 'confirmed' && gift.acked)).toBe(true)
    expect(gifts.map((gift) => gift.paidOn)).toEqual([
      ...['2031-01-31', '2031-02-28', '2031-04-30', '2031-05-31', '2031-06-30', '2031-07-31', '2031-08-31'],
      ...['2031-09-30', '2031-10-31', '2031-11-30', '2031-12-31', '2032-01-31', '2032-02-29'],
    ])
    expect(gifts.map((gift) => gift.amountFen)).toEqual([...Array(5).fill(6666n), ...Array(8).fill(10_000n)])
    expect(gifts.slice(5).every((gift) => gift.funds.join() === 'elders')).toBe(true)
    expect((await chargesOf(db, secret)).filter((c) => c.state !== 'paid')).toMatchObject([
      { state: 'missed', failure: 'expired_card' },
    ])
    expect(await mailsOf(db, monthlyId)).toEqual(['begun', 'card-ends', 'failed'])

    // The provider's own accounting is explained, charge by charge.
    await readBalance(db, billing.till.gateway, billing.now())
    await readBalance(db, billing.till.gateway, billing.now())
    const [unnamed] = await db.query<{ n: bigint }>(
      `SELECT count(*) AS n FROM payments_balance_transaction WHERE type = 'charge' AND entry_source = ''`,
    )
    expect(unnamed!.n).toBe(0n)
    expect(await readReconciliation(db, '2031-07-31')).toMatchObject({ unexplained: 0, unexplainedFen: 0n })
  })

  it.each([
    ['noon on 31 January', '2033-01-31T04:00:00Z'],
    ['just after midnight on 31 January', '2033-01-30T16:05:00Z'],
    ['early on 1 March', '2033-02-28T17:00:00Z'],
    ['late on 30 January', '2033-01-30T15:59:00Z'],
  ])('charges once in each month of ours, started %s', async (_, start) => {
    billing.till.sandbox.clock.advance(new Date(start))
    const { monthlyId } = await begin(db, billing, campaign)
    await billing.catchUp()
    await billing.until(new Date(Date.parse(start) + 400 * 86_400_000).toISOString())
    const months = (await giftsOf(db, monthlyId)).map((gift) => gift.paidOn.slice(0, 7))
    expect(months.length).toBeGreaterThanOrEqual(13)
    expect(new Set(months).size).toBe(months.length)
    const [first] = months
    const from = Number(first!.slice(0, 4)) * 12 + Number(first!.slice(5)) - 1
    const wanted = months.map(
      (_, i) => `${Math.floor((from + i) / 12)}-${String(((from + i) % 12) + 1).padStart(2, '0')}`,
    )
    expect(months).toEqual(wanted)
  })

  it('books the same whatever the order of the events, and however often each comes', async () => {
    for (const order of permutations([0, 1, 2, 3])) {
      const before = (await billing.events()).length
      const { monthlyId, secret } = await begin(db, billing, campaign)
      const told = (await billing.events()).slice(before)
      expect(told.map((e) => e.type).sort()).toEqual([
        ...[
          'charge.succeeded',
          'checkout.session.completed',
          'customer.subscription.created',
          'invoice.paid',
        ],
      ])
      for (const i of [...order, ...order.toReversed()]) await billing.tell(told[i]!)
      expect(await giftsOf(db, monthlyId), order.join()).toMatchObject([{ state: 'confirmed' }])
      expect(await monthlyOf(db, secret)).toMatchObject({ state: 'active' })
      expect(await mailsOf(db, monthlyId)).toEqual(['begun'])
    }
    expect(await db.query(`SELECT FROM platform_alert WHERE kind = 'payment-unmatched'`)).toEqual([])
  })

  it('finds by reconciliation what no webhook brought', async () => {
    const { monthlyId } = await begin(db, billing, campaign)
    const late = () => new Date(Date.now() + 5 * 60_000)
    expect(await reconcileProvider(db, billing.till.gateway, settle, { now: late })).toMatchObject({
      ok: true,
    })
    await billing.work()
    await reconcileProvider(db, billing.till.gateway, settle, { now: late })
    await billing.work()
    expect(await giftsOf(db, monthlyId)).toHaveLength(1)
  })

  it('looks again by itself where even the events are lost', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign)
    const tomorrow = new Date(Date.now() + 86_400_000)
    expect(await mindMonthly(db, billing.subscriptions, tomorrow)).toMatchObject({ looked: 1 })
    expect(await giftsOf(db, monthlyId)).toHaveLength(1)
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'active' })
  })

  it('leaves a charge that is under way as it was when the amount is changed', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign)
    await billing.catchUp()
    const next = (await monthlyOf(db, secret)).nextChargeAt!
    billing.till.sandbox.clock.advance(next) // charged, and not told yet
    expect(await change(secret, { amount: '100' })).toEqual({ ok: true })
    await billing.catchUp()
    expect((await giftsOf(db, monthlyId)).map((gift) => gift.amountFen)).toEqual([6666n, 6666n])
    await billing.until(new Date(next.getTime() + 32 * 86_400_000).toISOString())
    expect((await giftsOf(db, monthlyId)).map((gift) => gift.amountFen)).toEqual([6666n, 6666n, 10_000n])
  })

  it('pauses without charging those months afterwards, and goes on', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign)
    await billing.catchUp()
    expect(await pauseMonthly(db, billing.subscriptions, { secret, pause: true })).toEqual({ ok: true })
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'paused', nextChargeAt: null })
    await billing.until(new Date(billing.now().getTime() + 70 * 86_400_000).toISOString())
    expect(await giftsOf(db, monthlyId)).toHaveLength(1)
    expect(await pauseMonthly(db, billing.subscriptions, { secret, pause: false })).toEqual({ ok: true })
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'active' })
    await billing.until(new Date(billing.now().getTime() + 32 * 86_400_000).toISOString())
    expect(await giftsOf(db, monthlyId)).toHaveLength(2)
  })

  it('stops while past due: what is owed is not asked for any more, and the donor is told', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign, { card: 'expires' })
    await billing.catchUp()
    for (let i = 0; i < 3 && (await monthlyOf(db, secret)).state !== 'past_due'; i++)
      await billing.until((await monthlyOf(db, secret)).nextChargeAt!.toISOString())
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'past_due' })
    const booked = (await giftsOf(db, monthlyId)).length
    expect(await stopMonthly(db, billing.subscriptions, { secret })).toEqual({ ok: true })
    expect(await stopMonthly(db, billing.subscriptions, { secret })).toEqual({ ok: true })
    await billing.until(new Date(billing.now().getTime() + 70 * 86_400_000).toISOString())
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'ended', endReason: 'donor' })
    expect((await chargesOf(db, secret)).at(-1)).toMatchObject({ state: 'missed' })
    expect(await giftsOf(db, monthlyId)).toHaveLength(booked)
    expect(await mailsOf(db, monthlyId)).toEqual(['begun', 'failed', 'ended'])
  })

  it('takes what failed with a new card, in the same month, while the provider still tries', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign, { card: 'expires' })
    await billing.catchUp()
    for (let i = 0; i < 3 && (await monthlyOf(db, secret)).state !== 'past_due'; i++)
      await billing.until((await monthlyOf(db, secret)).nextChargeAt!.toISOString())
    const booked = (await giftsOf(db, monthlyId)).length
    await newCard(secret)
    expect(await giftsOf(db, monthlyId)).toHaveLength(booked + 1)
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'active', cardLast4: '4242' })
  })

  it('ends with the provider after its last retry, and says why', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign, { card: 'expires' })
    await billing.catchUp()
    await billing.until(new Date(billing.now().getTime() + 100 * 86_400_000).toISOString())
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'ended', endReason: 'payment-failed' })
    expect((await mailsOf(db, monthlyId)).at(-1)).toBe('ended')
    expect(await change(secret, {})).toEqual({ ok: false, reason: 'not-running' })
  })

  it('holds a month that comes in another currency', async () => {
    const { monthlyId, secret } = await begin(db, billing, campaign)
    await billing.catchUp()
    const [ref] = [(await monthlyOf(db, secret)).subscriptionRef!]
    const item = {
      price_data: { currency: 'usd', product: 'p', unit_amount: '6666', recurring: { interval: 'month' } },
    }
    const body = new URLSearchParams({ 'items[0][id]': 'i', 'metadata[terms]': '1' })
    for (const [name, value] of Object.entries(item.price_data))
      if (typeof value === 'string') body.set(`items[0][price_data][${name}]`, value)
    body.set('items[0][price_data][recurring][interval]', 'month')
    const changed = await fetch(`${billing.till.sandbox.url}/v1/subscriptions/${ref}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_of_the_tests' },
      body,
    })
    expect(changed.status).toBe(200)
    await billing.until(new Date(billing.now().getTime() + 32 * 86_400_000).toISOString())
    const gifts = await giftsOf(db, monthlyId)
    expect(gifts.map((gift) => gift.state).sort()).toEqual(['confirmed', 'held'])
    const held = gifts.find((gift) => gift.state === 'held')!
    expect(await alerts(db, 'gift-held', held.id)).toHaveLength(1)
  })

  it('ends with its campaign', async () => {
    const { secret } = await begin(db, billing, campaign)
    await billing.catchUp()
    await mindMonthly(db, billing.subscriptions, new Date('2040-01-02T00:00:00Z'))
    expect(await monthlyOf(db, secret)).toMatchObject({ state: 'ended', endReason: 'campaign-closed' })
  })

  it('has a customer’s charge that belongs to nothing looked at by a person', async () => {
    expect(await settleMonthly(db, billing.subscriptions, { paymentRef: 'pi_of_nobody' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await alerts(db, 'payment-unmatched', 'pi_of_nobody')).toHaveLength(1)
    await db.query(`DELETE FROM platform_alert WHERE subject = 'pi_of_nobody'`)
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))
}
