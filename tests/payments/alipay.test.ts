import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendRefund } from '~/giving/send-refund.server'
import { createAlipayGateway } from '~/payments/alipay/create-alipay-gateway.server'
import { bookPayout } from '~/payments/book-payout.server'
import type { Gateway } from '~/payments/gateway'
import { openGateways } from '~/payments/gateways'
import { readBalance } from '~/payments/read-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { payoutOff } from '~/payments/reconciliation'
import { type AlipaySandbox, startAlipaySandbox } from '~/payments/sandbox/alipay/start-alipay-sandbox.server'
import { shanghaiDay } from '~/platform/dates'
import { recordingGateway } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { alerts, checkout, giftState, insertGift, storedEvent, until } from './support'
import { begunAt, bookedBy, expectCleanBooks, hour, openDoor, openWallet, press, settle } from './wallets'

describe.each(databases)('Alipay on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let door: Awaited<ReturnType<typeof openDoor>>
  let alipay: AlipaySandbox
  let gateway: Gateway
  let beforeTaking: () => Promise<number | undefined>
  const other = (change: object = {}) =>
    createAlipayGateway({ ...alipay.merchant, gatewayUrl: alipay.gatewayUrl, publicUrl: door.url, ...change })
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterAll(() => test.drop())
  beforeEach(async () => {
    beforeTaking = async () => undefined
    door = await openDoor(
      db,
      () => gateway,
      () => beforeTaking(),
    )
    alipay = await startAlipaySandbox({ retryBaseMs: 10 })
    gateway = await other()
  })
  afterEach(async () => {
    await alipay.stop()
    await door.stop()
    await expectCleanBooks(db)
  })
  const begin = async (agoMs = 0) => {
    const gift = await insertGift(db)
    await begunAt(db, gift, 'alipay', agoMs)
    return gift
  }
  /** What the donor's browser does: follows the address to the cashier. */
  const cashier = async (gift: string, kind: 'phone' | 'desktop' = 'phone') =>
    (await fetch((await openWallet(gateway, gift, kind)).url)).url
  const paid = async (gift: string) => {
    await press(await cashier(gift))
    await until('the gift is confirmed', async () => (await giftState(db, gift)).state === 'confirmed')
    const [row] = await db.query<{ ref: string }>(
      'SELECT payment_ref AS ref FROM giving_gift WHERE id = $1',
      [gift],
    )
    return row!.ref
  }
  const said = (giftId: string, over: Record<string, string> = {}) => ({
    notify_type: 'trade_status_sync',
    notify_id: `n${randomUUID().replaceAll('-', '')}`,
    notify_time: '2026-01-06 12:00:05',
    app_id: alipay.merchant.appId,
    seller_id: alipay.merchant.sellerId,
    trade_no: `2026010622001${giftId.replace(/\D/g, '').padEnd(12, '0')}`,
    out_trade_no: giftId.replaceAll('-', ''),
    trade_status: 'TRADE_SUCCESS',
    total_amount: '66.66',
    gmt_payment: '2026-01-06 12:00:00',
    subject: '健康行善 + 100%',
    buyer_id: '2088-of-somebody',
    ...over,
  })
  const take = (body: string) => receiveWebhook(db, gateway, settle, Buffer.from(body), {})
  const ahead = (ms: number) => ({ now: () => new Date(Date.now() + ms) })

  describe('the bills of a day', () => {
    const tomorrow = () => new Date(Date.now() + 36 * hour)
    const reading = () => other({ now: tomorrow })
    const today = () => shanghaiDay(new Date())

    it('bring payments and refunds with their fees, and what each payout pays out; all three sides agree', async () => {
      const first = await begin()
      const ref = await paid(first)
      const refundId = randomUUID()
      await db.query(
        `INSERT INTO giving_refund (id, gift_id, amount_fen, funds, share_fens, reason)
         SELECT $1, $2, 1000, s.funds, s.fens, 'donor-asked' FROM giving_split_back($2, 1000) s`,
        [refundId, first],
      )
      expect(await sendRefund(db, openGateways([gateway]), refundId)).toMatchObject({ ok: true })
      await reconcileProvider(db, gateway, settle, ahead(5 * 60_000))
      const one = alipay.withdraw()
      const second = await begin()
      await paid(second)
      const two = alipay.withdraw()
      expect([one.amount, two.amount]).toEqual([5_626n, 6_626n])
      const tomorrows = await reading()
      expect(await readBalance(db, tomorrows, tomorrow())).toEqual({
        ok: true,
        stored: 3,
        fees: 2,
        payouts: 2,
      })
      const inPayout = (number: string) =>
        db.query(
          'SELECT entry_key AS key, fee_fen AS fee FROM payments_balance_transaction WHERE payout_ref = $1 ORDER BY amount_fen DESC',
          [`ali_${number}`],
        )
      expect(await inPayout(one.number)).toEqual([
        { key: first, fee: 40n },
        { key: `${ref}:${refundId}`, fee: 0n },
      ])
      expect(await inPayout(two.number)).toEqual([{ key: second, fee: 40n }])
      for (const { number } of [one, two]) {
        const payout = { payoutId: `ali_${number}`, occurredOn: today() }
        expect(await db.transaction((tx) => bookPayout(tx, payout))).toMatchObject({
          ok: true,
          created: true,
        })
      }
      const { payouts, differences } = await readReconciliation(db, today())
      expect(payouts.filter((p) => p.id.endsWith(two.number)).map(payoutOff)).toEqual([0n])
      const ours = [first, second, `${ref}:${refundId}`]
      expect(differences.filter((d) => ours.includes(d.key))).toEqual([])
    })

    it('that are cut off, not whole fen or another paper are not read at all', async () => {
      await paid(await begin())
      for (const [what, change] of [
        ['cut off', (b: string) => b.slice(0, b.indexOf('列表结束') - 45)],
        ['part of a fen', (b: string) => b.replace('-0.40', '-0.404')],
        ['another paper', () => '<html>'],
      ] as const) {
        alipay.control.changeBill = change
        const read = await readBalance(db, await reading(), tomorrow())
        expect(read, what).toEqual({ ok: false, reason: 'unavailable' })
      }
    })
  })

  it('has a page for a desk and one for a phone; both lead to one payment each', async () => {
    const gifts = [await begin(), await begin()]
    const before = await bookedBy(db, 'alipay')
    const [phone, desk] = [await cashier(gifts[0]!, 'phone'), await cashier(gifts[1]!, 'desktop')]
    expect(await cashier(gifts[0]!, 'phone')).toBe(phone)
    expect((await press(phone)).headers.get('location')).toBe('http://shop.test/give/return')
    await press(desk)
    await until('both are confirmed', async () =>
      (await Promise.all(gifts.map((g) => giftState(db, g)))).every((g) => g.state === 'confirmed'),
    )
    expect(await giftState(db, gifts[0]!)).toEqual({
      state: 'confirmed',
      channel: 'alipay',
      posted: 6_666n,
      entries: 1n,
    })
    expect((await bookedBy(db, 'alipay')) - before).toBe(2n * 6_666n)
    const ref = gifts[0]!.replaceAll('-', '')
    expect(await gateway.fetchPayment(ref)).toMatchObject({
      ok: true,
      fact: { status: 'paid', giftId: gifts[0] },
    })
    expect(await gateway.fetchPayment('never')).toEqual({ ok: false, reason: 'unknown' })
  })

  it('an order that somebody changed on its way opens no cashier', async () => {
    const { url } = await openWallet(gateway, await begin(), 'phone')
    const changed = url.replace('66.66', '00.01')
    expect(changed).not.toBe(url)
    expect((await fetch(changed)).status).toBe(404)
  })

  it('a notification that comes again and again, or only after lost tries, is one gift', async () => {
    Object.assign(alipay.control, { duplicate: 4, failFirst: 2 })
    const gift = await begin()
    await paid(gift)
    await until('all have come', () => door.knocks.length === 5)
    expect(door.knocks.map((k) => k.status)).toEqual([200, 200, 200, 200, 200])
    expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('a notification that finds the database away is not taken, comes again, and is then', async () => {
    let away = 2
    beforeTaking = async () => (away-- > 0 ? 503 : undefined)
    await paid(await begin())
    expect(door.knocks.map((k) => k.status)).toEqual([503, 503, 200])
  })

  it('keeps what a notification says without who paid', async () => {
    const gift = await begin()
    const taken = await take(alipay.notification(said(gift)))
    const stored = await storedEvent(db, taken.ok ? taken.event.id : '')
    expect(stored!.payload).toContain(gift.replaceAll('-', ''))
    expect(stored!.payload).not.toMatch(/buyer|somebody|"sign":/)
  })

  it('a notification whose signature is missing, wrong, older or written loosely is refused, and nothing moves', async () => {
    const gift = await begin()
    const good = alipay.notification(said(gift))
    const changed = (change: (form: URLSearchParams) => void) => {
      const form = new URLSearchParams(good)
      change(form)
      return form.toString()
    }
    const stranger = await startAlipaySandbox()
    const refusals: [string, string][] = [
      ['', 'signature-missing'],
      [changed((f) => f.delete('sign')), 'signature-missing'],
      [
        changed((f) =>
          f.set('sign', new URLSearchParams(alipay.notification(said(randomUUID()))).get('sign')!),
        ),
        'signature-invalid',
      ],
      [stranger.notification(said(gift)), 'signature-invalid'],
      [changed((f) => f.set('sign_type', 'RSA')), 'signature-invalid'],
      [changed((f) => f.delete('sign_type')), 'signature-invalid'],
      [changed((f) => f.set('sign', `${f.get('sign')} `)), 'signature-invalid'],
      [changed((f) => f.append('total_amount', '66.66')), 'signature-invalid'],
      [changed((f) => f.append('', 'x')), 'signature-invalid'],
      [changed((f) => f.append('extra', '')), 'signature-invalid'],
      [changed((f) => f.set('total_amount', '66.67')), 'signature-invalid'],
    ]
    for (const [body, reason] of refusals) expect(await take(body), body).toEqual({ ok: false, reason })
    await stranger.stop()
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 0n })
    expect(await take(good)).toMatchObject({ ok: true, outcome: { outcome: 'confirmed' } })
  })

  it('a body with one changed byte is refused, unless it says the same in another spelling', async () => {
    const body = Buffer.from(alipay.notification(said(await begin())))
    const sameAs = (other: Buffer) =>
      JSON.stringify([...new URLSearchParams(other.toString())]) ===
      JSON.stringify([...new URLSearchParams(body.toString())])
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(body)
        changed[at] = changed[at]! ^ by
        expect(gateway.verifyWebhook(changed, {}).ok).toBe(sameAs(changed))
      }),
    )
    expect(gateway.verifyWebhook(body, {}).ok).toBe(true)
  })

  it.each([
    ['amount', { total_amount: '66.67' }, 'amount-differs'],
    ['currency', { trans_currency: 'HKD' }, 'currency-differs'],
  ])('another %s than the gift is held for a person', async (_, over, reason) => {
    const gift = await begin()
    const taken = await take(alipay.notification(said(gift, over)))
    expect(taken).toMatchObject({ outcome: { outcome: 'held', reason } })
    expect(await giftState(db, gift)).toMatchObject({ state: 'held', posted: 0n })
  })

  it.each([['app_id'], ['seller_id']])(
    'money of another %s is not ours: a person hears of it',
    async (field) => {
      const gift = await begin()
      const params = said(gift, { [field]: '2088999999999999' })
      expect(await take(alipay.notification(params))).toMatchObject({
        ok: true,
        outcome: { outcome: 'noticed' },
      })
      expect(await alerts(db, 'event-of-other-mode', params.notify_id)).toHaveLength(1)
      expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 0n })
    },
  )

  it('sums that are none are not guessed: a person hears of it', async () => {
    for (const total_amount of ['66.666', '-66.66', '6.6e1', '６６.６６']) {
      const params = said(await begin(), { total_amount })
      const body = alipay.notification(params)
      expect(await take(body), total_amount).toMatchObject({ ok: true, outcome: { outcome: 'noticed' } })
    }
  })

  it('a lost notification is found by asking, once, and is told as a gap', async () => {
    alipay.control.drop = true
    const gift = await begin(5 * 60_000)
    await press(await cashier(gift))
    await db.query('DELETE FROM payments_question')
    await db.query(`DELETE FROM platform_alert WHERE kind = 'webhook-gap'`)
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ ok: true, healed: 1, failed: 0 })
    expect(await giftState(db, gift)).toMatchObject({ state: 'confirmed', posted: 6_666n, entries: 1n })
    expect(await alerts(db, 'webhook-gap', 'alipay')).toHaveLength(1)
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ healed: 0 })
  })

  it('a trade that nobody pays, or that never was opened, is over when its time is', async () => {
    const [opened, never] = [await begin(), await begin()]
    const page = await cashier(opened)
    for (const gift of [opened, never]) await begunAt(db, gift, 'alipay', 2 * hour + 10 * 60_000)
    await db.query('DELETE FROM payments_question')
    await reconcileProvider(db, gateway, settle)
    for (const gift of [opened, never]) expect(await giftState(db, gift)).toMatchObject({ state: 'expired' })
    await press(page)
    expect(await giftState(db, opened)).toMatchObject({ state: 'expired', posted: 0n })
  })

  it('a provider that is away, or whose answer is not signed by it, is not believed', async () => {
    const gift = await begin(5 * 60_000)
    const stranger = await startAlipaySandbox()
    const deceived = await other({ alipayPublicKey: stranger.merchant.alipayPublicKey })
    await stranger.stop()
    await db.query('DELETE FROM payments_question')
    expect(await reconcileProvider(db, deceived, settle)).toEqual({ ok: false, reason: 'unavailable' })
    alipay.control.away = true
    await db.query('DELETE FROM payments_question')
    expect(await reconcileProvider(db, gateway, settle)).toEqual({ ok: false, reason: 'unavailable' })
    expect(await giftState(db, gift)).toMatchObject({ state: 'started' })
  })

  it('a key that Alipay does not know is refused and alerted', async () => {
    const stranger = await startAlipaySandbox()
    const codes: string[] = []
    const forged = await other({
      privateKey: stranger.merchant.privateKey,
      onKeyRefused: (fault: { code: string }) => codes.push(fault.code),
    })
    await stranger.stop()
    await expect(forged.fetchPayment('x')).rejects.toThrow('refused')
    expect(codes).toEqual(['isv.invalid-signature'])
    // Nothing was read, and nobody may think it was.
    const gifts = [await begin(5 * 60_000), await begin(5 * 60_000)]
    await db.query('DELETE FROM payments_question')
    await db.query(`DELETE FROM payments_cursor`)
    expect(await reconcileProvider(db, forged, settle)).toEqual({ ok: false, reason: 'unavailable' })
    expect(codes.length).toBeGreaterThan(gifts.length)
    expect(await db.query('SELECT FROM payments_cursor')).toEqual([])
    await expect(gateway.createCheckout(checkout({ amountFen: 0n }))).rejects.toThrow(RangeError)
  })

  describe('refunds', () => {
    const askFor = async (gift: string, fen: bigint) => {
      const id = randomUUID()
      await db.query(
        `INSERT INTO giving_refund (id, gift_id, amount_fen, funds, share_fens, reason)
         SELECT $1, $2, $3, s.funds, s.fens, 'donor-asked' FROM giving_split_back($2, $3) s`,
        [id, gift, fen],
      )
      return id
    }
    const refundOf = async (id: string) =>
      (
        await db.query<{ state: string; ref: string }>(
          'SELECT state, provider_ref AS ref FROM giving_refund WHERE id = $1',
          [id],
        )
      )[0]!

    it('go to the gateway that took the gift, are one however often they are sent, and are booked once it says so', async () => {
      const gift = await begin()
      const payment = await paid(gift)
      const [part, rest] = [await askFor(gift, 1_666n), await askFor(gift, 5_000n)]
      const gateways = openGateways([recordingGateway().gateway, gateway])
      expect(await sendRefund(db, gateways, part)).toEqual({ ok: true, refundRef: `${payment}:${part}` })
      await gateway.refund({ paymentRef: payment, amountFen: 1_666n, key: part })
      await sendRefund(db, gateways, rest)
      expect(await gateway.refund({ paymentRef: payment, amountFen: 1n, key: randomUUID() })).toEqual({
        ok: false,
        reason: 'refused',
      })
      expect(await refundOf(part)).toMatchObject({ state: 'sent' })
      await reconcileProvider(db, gateway, settle, ahead(5 * 60_000))
      for (const id of [part, rest]) expect(await refundOf(id)).toMatchObject({ state: 'settled' })
      const [row] = await db.query('SELECT refunded_fen AS fen FROM giving_gift WHERE id = $1', [gift])
      expect(row).toEqual({ fen: 6_666n })
      expect(await alerts(db, 'refund-not-booked', payment)).toEqual([])
    })

    it('whose sum is told before the payment wait for it', async () => {
      const gift = await begin()
      const params = said(gift, { refund_fee: '6.66', gmt_refund: '2026-01-07 12:00:00.123' })
      expect(await take(alipay.notification(params))).toMatchObject({ outcome: { outcome: 'kept' } })
      const payment = await take(alipay.notification(said(gift)))
      expect(payment).toMatchObject({ outcome: { outcome: 'confirmed' } })
    })
  })
})
