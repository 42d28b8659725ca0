import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendRefund } from '~/giving/send-refund.server'
import { bookPayout } from '~/payments/book-payout.server'
import type { Gateway } from '~/payments/gateway'
import { openGateways } from '~/payments/gateways'
import { readBalance } from '~/payments/read-balance.server'
import { readReconciliation } from '~/payments/read-reconciliation.server'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { reconcileProvider } from '~/payments/reconcile-provider.server'
import { payoutOff } from '~/payments/reconciliation'
import { startWechatSandbox, type WechatSandbox } from '~/payments/sandbox/wechat/start-wechat-sandbox.server'
import { callbackBody } from '~/payments/sandbox/wechat/wechat-till.server'
import { createWechatGateway } from '~/payments/wechat/create-wechat-gateway.server'
import { shanghaiDay } from '~/platform/dates'
import { recordingGateway } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { alerts, checkout, giftState, insertGift, storedEvent, until } from './support'
import { begunAt, bookedBy, expectCleanBooks, hour, openDoor, openWallet, press, settle } from './wallets'

const nowS = () => Math.floor(Date.now() / 1000)

describe.each(databases)('WeChat Pay on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  let door: Awaited<ReturnType<typeof openDoor>>
  let wechat: WechatSandbox
  let gateway: Gateway
  let beforeTaking: () => Promise<number | undefined>
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
    wechat = await startWechatSandbox({ retryBaseMs: 10 })
    gateway = createWechatGateway({ ...wechat.merchant, apiBase: wechat.url, publicUrl: door.url })
  })
  afterEach(async () => {
    await wechat.stop()
    await door.stop()
    await expectCleanBooks(db)
  })
  const other = (change: object) =>
    createWechatGateway({ ...wechat.merchant, apiBase: wechat.url, publicUrl: door.url, ...change })
  const begin = async (agoMs = 0) => {
    const gift = await insertGift(db)
    await begunAt(db, gift, 'wechat-pay', agoMs)
    return gift
  }
  const transaction = (giftId: string, over: object = {}) => ({
    appid: wechat.merchant.appId,
    mchid: wechat.merchant.mchId,
    out_trade_no: giftId.replaceAll('-', ''),
    transaction_id: `4200${giftId.replace(/\D/g, '').padEnd(12, '0')}`,
    trade_state: 'SUCCESS',
    success_time: '2026-01-06T12:00:00+08:00',
    amount: { total: 6_666, currency: 'CNY' },
    payer: { openid: 'o-somebody' },
    ...over,
  })
  const callback = (inside: object, { type = 'TRANSACTION.SUCCESS', key = wechat.merchant.apiV3Key } = {}) =>
    callbackBody(type, type.startsWith('REFUND') ? 'refund' : 'transaction', inside, key)
  const take = (body: string, headers = wechat.sign(body)) =>
    receiveWebhook(db, gateway, settle, Buffer.from(body), headers)
  const paid = async (gift: string) => {
    await press((await openWallet(gateway, gift)).code!)
    await until('the gift is confirmed', async () => (await giftState(db, gift)).state === 'confirmed')
  }
  const ahead = (ms: number) => ({ now: () => new Date(Date.now() + ms) })

  it('shows a code at a desk and its own page on a phone; both lead to one payment', async () => {
    const gift = await begin()
    const desk = await openWallet(gateway, gift)
    expect(desk).toMatchObject({ ref: gift.replaceAll('-', ''), url: 'http://shop.test/pay' })
    expect((await openWallet(gateway, gift)).code).toBe(desk.code)
    const onPhone = await begin()
    const phone = await openWallet(gateway, onPhone, 'phone')
    expect(phone.code).toBeUndefined()
    const before = await bookedBy(db, 'wechat_pay')
    await press(desk.code!)
    expect((await press(phone.url)).headers.get('location')).toBe('http://shop.test/give/return')
    await until('both are confirmed', async () =>
      (await Promise.all([gift, onPhone].map((g) => giftState(db, g)))).every((g) => g.state === 'confirmed'),
    )
    expect(await giftState(db, gift)).toEqual({
      state: 'confirmed',
      channel: 'wechat_pay',
      posted: 6_666n,
      entries: 1n,
    })
    expect((await bookedBy(db, 'wechat_pay')) - before).toBe(2n * 6_666n)
    expect(await gateway.fetchPayment(desk.ref)).toMatchObject({
      ok: true,
      fact: { status: 'paid', giftId: gift },
    })
  })

  it('a callback that comes again and again, or only after lost tries, is one gift', async () => {
    Object.assign(wechat.control, { duplicate: 4, failFirst: 2 })
    const gift = await begin()
    await paid(gift)
    await until('all have come', () => door.knocks.length === 5)
    expect(door.knocks.map((k) => k.status)).toEqual([200, 200, 200, 200, 200])
    expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  })

  it('a callback that finds the database away is not taken, comes again, and is then', async () => {
    let away = 2
    beforeTaking = async () => (away-- > 0 ? 503 : undefined)
    const gift = await begin()
    await paid(gift)
    expect(door.knocks.map((k) => k.status)).toEqual([503, 503, 200])
  })

  it('keeps what a callback says without who paid, and never its cipher', async () => {
    const gift = await begin()
    const taken = await take(callback(transaction(gift)))
    const stored = await storedEvent(db, taken.ok ? taken.event.id : '')
    expect(stored!.payload).toContain(gift.replaceAll('-', ''))
    expect(stored!.payload).not.toMatch(/openid|o-somebody|ciphertext/)
  })

  it('a callback whose signature is missing, wrong, of another serial or stale is refused, and nothing moves', async () => {
    const gift = await begin()
    const body = callback(transaction(gift))
    const good = wechat.sign(body)
    const { 'wechatpay-nonce': _, ...withoutNonce } = good
    const stranger = await startWechatSandbox()
    const refusals: [Record<string, string>, string][] = [
      [{}, 'signature-missing'],
      [withoutNonce, 'signature-missing'],
      [
        { ...good, 'wechatpay-signature': wechat.sign(`${body} `)['wechatpay-signature']! },
        'signature-invalid',
      ],
      [
        { ...good, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${good['wechatpay-signature']}` },
        'signature-invalid',
      ],
      [{ ...stranger.sign(body), 'wechatpay-serial': wechat.merchant.platformSerial }, 'signature-invalid'],
      [stranger.sign(body), 'signature-invalid'],
      [{ ...good, 'wechatpay-timestamp': String(nowS() + 1) }, 'signature-invalid'],
      [{ ...good, 'wechatpay-serial': 'PUB_KEY_ID_0123' }, 'signature-invalid'],
      [wechat.sign(body, { timestamp: nowS() - 301 }), 'signature-stale'],
      [wechat.sign(body, { timestamp: nowS() + 301 }), 'signature-stale'],
    ]
    for (const [headers, reason] of refusals) expect(await take(body, headers)).toEqual({ ok: false, reason })
    await stranger.stop()
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 0n })
    expect(await take(body, good)).toMatchObject({ ok: true, outcome: { outcome: 'confirmed' } })
  })

  it('a callback encrypted with another APIv3 key is refused though it is signed', async () => {
    const body = callback(transaction(await begin()), { key: 'x'.repeat(32) })
    expect(await take(body)).toEqual({ ok: false, reason: 'payload-invalid' })
  })

  it('a body with one changed byte is refused', async () => {
    const body = Buffer.from(callback(transaction(await begin())))
    const headers = wechat.sign(body.toString())
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(body)
        changed[at] = changed[at]! ^ by
        expect(gateway.verifyWebhook(changed, headers).ok).toBe(false)
      }),
    )
    expect(gateway.verifyWebhook(body, headers).ok).toBe(true)
  })

  it.each([
    ['amount', { amount: { total: 6_667, currency: 'CNY' } }, 'amount-differs'],
    ['currency', { amount: { total: 6_666, currency: 'HKD' } }, 'currency-differs'],
  ])('another %s than the gift is held for a person', async (_, over, reason) => {
    const gift = await begin()
    expect(await take(callback(transaction(gift, over)))).toMatchObject({
      outcome: { outcome: 'held', reason },
    })
    expect(await giftState(db, gift)).toMatchObject({ state: 'held', posted: 0n })
  })

  it.each([['appid'], ['mchid']])('money of another %s is not ours: a person hears of it', async (field) => {
    const gift = await begin()
    const body = callback(transaction(gift, { [field]: 'of-somebody-else' }))
    const taken = await take(body)
    expect(taken).toMatchObject({ ok: true, outcome: { outcome: 'noticed' } })
    expect(await alerts(db, 'event-of-other-mode', JSON.parse(body).id)).toHaveLength(1)
    expect(await giftState(db, gift)).toMatchObject({ state: 'started', posted: 0n })
  })

  it('money for a gift that we do not know is alerted and posts nothing', async () => {
    const inside = transaction(randomUUID())
    expect(await take(callback(inside))).toMatchObject({ outcome: { outcome: 'unmatched' } })
    expect(await alerts(db, 'payment-unmatched', inside.transaction_id)).toHaveLength(1)
  })

  it('a lost callback is found by asking, once, and is told as a gap', async () => {
    wechat.control.drop = true
    const gift = await begin(5 * 60_000)
    await press((await openWallet(gateway, gift)).code!)
    await db.query('DELETE FROM payments_question')
    await db.query(`DELETE FROM platform_alert WHERE kind = 'webhook-gap'`)
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ ok: true, healed: 1, failed: 0 })
    expect(await giftState(db, gift)).toMatchObject({ state: 'confirmed', posted: 6_666n, entries: 1n })
    expect(await alerts(db, 'webhook-gap', 'wechat-pay')).toHaveLength(1)
    expect(await reconcileProvider(db, gateway, settle)).toMatchObject({ healed: 0 })
  })

  it('an order that nobody pays is asked about ever more seldom, and closed when its time is over', async () => {
    const gift = await begin(10 * 60_000)
    const { code } = await openWallet(gateway, gift)
    const asked = async (ms = 0) => {
      const run = await reconcileProvider(db, gateway, settle, ahead(ms))
      return run.ok ? run.read : run.reason
    }
    const first = await asked()
    expect(first).toBeGreaterThan(0)
    expect(await asked(60_000)).toBe(0)
    expect(await asked(6 * 60_000)).toBeGreaterThan(0)
    expect(await giftState(db, gift)).toMatchObject({ state: 'started' })
    await begunAt(db, gift, 'wechat-pay', 2 * hour + 10 * 60_000)
    await db.query('DELETE FROM payments_question')
    await asked()
    expect(await giftState(db, gift)).toMatchObject({ state: 'expired' })
    await press(code!)
    expect(await gateway.fetchPayment(gift.replaceAll('-', ''))).toMatchObject({
      fact: { status: 'expired' },
    })
  })

  it('a provider that is away is neither paid nor believed: try again', async () => {
    const gift = await begin(5 * 60_000)
    wechat.control.away = true
    expect(await gateway.createCheckout(checkout({ giftId: gift, scanUrl: 'http://shop.test/pay' }))).toEqual(
      {
        ok: false,
        reason: 'unavailable',
      },
    )
    await db.query('DELETE FROM payments_question')
    expect(await reconcileProvider(db, gateway, settle)).toEqual({ ok: false, reason: 'unavailable' })
    expect(await giftState(db, gift)).toMatchObject({ state: 'started' })
  })

  it('an answer that WeChat did not sign is none, and a request with another key is refused and alerted', async () => {
    const gift = await begin()
    const stranger = await startWechatSandbox()
    const input = checkout({ giftId: gift, scanUrl: 'http://shop.test/pay' })
    const deceived = other({ platformKey: stranger.merchant.platformKey })
    expect(await deceived.createCheckout(input)).toEqual({ ok: false, reason: 'unavailable' })
    const refused: number[] = []
    const forged = other({
      privateKey: stranger.merchant.privateKey,
      onKeyRefused: (fault: { status: number }) => refused.push(fault.status),
    })
    expect(await forged.createCheckout(input)).toEqual({ ok: false, reason: 'refused' })
    expect(refused).toEqual([401])
    await stranger.stop()
  })

  describe('the bill of a day', () => {
    const tomorrow = () => new Date(Date.now() + 36 * hour)
    const reading = () => other({ now: tomorrow })
    const today = () => shanghaiDay(new Date())

    it('brings each payment and refund with its fee, once; books and provider then agree', async () => {
      const gift = await begin()
      await paid(gift)
      const [row] = await db.query<{ ref: string }>(
        'SELECT payment_ref AS ref FROM giving_gift WHERE id = $1',
        [gift],
      )
      await gateway.refund({ paymentRef: row!.ref, amountFen: 1_000n, key: randomUUID() })
      await until('the refund is booked', async () => {
        const [back] = await db.query<{ fen: bigint }>(
          'SELECT refunded_fen AS fen FROM giving_gift WHERE id = $1',
          [gift],
        )
        return back!.fen === 1_000n
      })
      const findings = async () => {
        const { differences } = await readReconciliation(db, today())
        return differences.filter((d) => d.key === gift).map((d) => d.what)
      }
      expect(await findings()).toEqual(['not-read-yet'])
      const { differences } = await readReconciliation(db, today(), { unlisted: ['wechat-pay'] })
      expect(differences.find((d) => d.key === gift)?.what).toBe('not-listed')
      const tomorrows = reading()
      expect(await readBalance(db, tomorrows, tomorrow())).toEqual({
        ok: true,
        stored: 2,
        fees: 2,
        payouts: 0,
      })
      expect(await readBalance(db, tomorrows, tomorrow())).toEqual({
        ok: true,
        stored: 0,
        fees: 0,
        payouts: 0,
      })
      const movements = await db.query(
        `SELECT amount_fen AS gross, fee_fen AS fee FROM payments_balance_transaction
          WHERE entry_key = $1 OR entry_key IN (SELECT provider_ref FROM giving_refund WHERE gift_id = $1::uuid) ORDER BY amount_fen DESC`,
        [gift],
      )
      expect(movements).toEqual([
        { gross: 6_666n, fee: 40n },
        { gross: -1_000n, fee: -6n },
      ])
      expect(await findings()).toEqual([])
    })

    it('says what each payout to the bank pays out; it is booked fund by fund, and all three sides agree', async () => {
      const first = await begin()
      await paid(first)
      const one = wechat.withdraw()
      const [second, third] = [await begin(), await begin()]
      await paid(second)
      await paid(third)
      const two = wechat.withdraw()
      const after = await begin()
      await paid(after)
      const tomorrows = reading()
      expect(await readBalance(db, tomorrows, tomorrow())).toMatchObject({ ok: true, stored: 4, payouts: 2 })
      expect([one.amount, two.amount]).toEqual([6_626, 13_252])
      const inPayout = (number: string) =>
        db.query<{ key: string }>(
          'SELECT entry_key AS key FROM payments_balance_transaction WHERE payout_ref = $1 ORDER BY 1',
          [`wx_${number}`],
        )
      expect(await inPayout(one.number)).toEqual([{ key: first }])
      expect(await inPayout(two.number)).toEqual([second, third].sort().map((key) => ({ key })))
      for (const { number, amount } of [one, two]) {
        const payout = { payoutId: `wx_${number}`, occurredOn: today() }
        const booked = await db.transaction((tx) => bookPayout(tx, payout))
        expect(booked).toMatchObject({ ok: true, created: true })
        const [bank] = await db.query<{ fen: bigint }>(
          `SELECT sum(l.amount_fen)::bigint AS fen FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id WHERE e.source = 'payout' AND e.key = $1 AND l.account = 'bank'`,
          [payout.payoutId],
        )
        expect(bank!.fen).toBe(BigInt(amount))
      }
      const { payouts, differences } = await readReconciliation(db, today())
      expect(payouts.filter((p) => p.id.endsWith(two.number)).map(payoutOff)).toEqual([0n])
      expect(differences.filter((d) => [first, second, third, after].includes(d.key))).toEqual([])
    })

    it('whose statement of funds is cut off brings no payout, and nothing of the day', async () => {
      await paid(await begin())
      wechat.withdraw()
      wechat.control.changeFlows = (bill) => bill?.replace(/\r\n`20.*/, '') ?? null
      expect(await readBalance(db, reading(), tomorrow())).toEqual({ ok: false, reason: 'unavailable' })
    })

    it('that is cut off, spoilt on its way or not whole fen is not read at all', async () => {
      await paid(await begin())
      const changed = (change: (bill: string) => string) => ({
        changeBill: (bill: string | null) => bill && change(bill),
      })
      for (const [what, how] of [
        ['spoilt', { spoilBill: true }],
        ['cut off', changed((b) => b.slice(0, b.indexOf('总交易')))],
        ['a line short', changed((b) => b.replace(/\r\n`20.*/, ''))],
        ['part of a fen', changed((b) => b.replace('0.40000', '0.40400'))],
        ['another paper', changed(() => '<html>')],
      ] as const) {
        Object.assign(wechat.control, { spoilBill: false, ...changed((b) => b), ...how })
        expect(await readBalance(db, reading(), tomorrow()), what).toEqual({
          ok: false,
          reason: 'unavailable',
        })
      }
    })
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
    const stateOf = async (id: string) =>
      (await db.query<{ state: string }>('SELECT state FROM giving_refund WHERE id = $1', [id]))[0]!.state

    it('go to the gateway that took the gift, and are booked when it says so', async () => {
      const gift = await begin()
      await paid(gift)
      const refund = await askFor(gift, 1_666n)
      const main = recordingGateway().gateway
      const sent = await sendRefund(db, openGateways([main, gateway]), refund)
      expect(sent).toMatchObject({ ok: true, refundRef: expect.stringMatching(/^5030\d+$/) })
      await until('the refund is booked', async () => (await stateOf(refund)) === 'settled')
      await expect(sendRefund(db, openGateways([main]), await askFor(gift, 1n))).rejects.toThrow('not set up')
      expect(await gateway.refund({ paymentRef: '4200', amountFen: 1n, key: 'none' })).toEqual({
        ok: false,
        reason: 'refused',
      })
    })

    it('whose callback is lost are found by asking', async () => {
      const gift = await begin()
      await paid(gift)
      wechat.control.drop = true
      const refund = await askFor(gift, 6_666n)
      await sendRefund(db, openGateways([gateway]), refund)
      expect(await stateOf(refund)).toBe('sent')
      await reconcileProvider(db, gateway, settle, ahead(5 * 60_000))
      expect(await stateOf(refund)).toBe('settled')
    })

    it('that are told of before their payment wait for it', async () => {
      const gift = await begin()
      const payment = transaction(gift)
      const refund = callback(
        {
          mchid: wechat.merchant.mchId,
          out_trade_no: payment.out_trade_no,
          transaction_id: payment.transaction_id,
          out_refund_no: 'made-in-the-dashboard',
          refund_id: `5030${gift.replace(/\D/g, '')}`,
          refund_status: 'SUCCESS',
          success_time: '2026-01-07T12:00:00+08:00',
          amount: { total: 6_666, refund: 666 },
        },
        { type: 'REFUND.SUCCESS' },
      )
      expect(await take(refund)).toMatchObject({ outcome: { outcome: 'kept' } })
      expect(await take(callback(payment))).toMatchObject({ outcome: { outcome: 'confirmed' } })
      const [row] = await db.query('SELECT refunded_fen AS fen FROM giving_gift WHERE id = $1', [gift])
      expect(row).toEqual({ fen: 666n })
    })
  })
})
