import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chargeOf, eventBody, sessionOf } from '../payments/support'
import { give, press } from './donor'
import { bootMs, until, webhookSecret } from './server'
import { kinds, openSite, type Site } from './site'

const nowS = () => Math.floor(Date.now() / 1000)
const signature = (body: Buffer, t = nowS(), secret = webhookSecret) =>
  `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`

describe.each(kinds)('webhooks over HTTP, $name', ({ kind }) => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(kind, { env: { GIVE_PER_ADDRESS: '100000' } })
  }, bootMs)
  afterAll(async () => {
    expect(await site.audit()).toContain(', 0 faults')
    await site.stop()
  })

  const send = (body: Buffer, header?: string, over: RequestInit = {}) =>
    fetch(`${site.url}/webhooks/stripe`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'Content-Type': 'application/json', ...(header && { 'Stripe-Signature': header }) },
      ...over,
    })
  const signed = (body: Buffer) => send(body, signature(body))
  /** A gift whose checkout is open: nobody has paid it. */
  const open = async (amount = '66.66') => (await give(site, { amount })).giftId
  const charge = (giftId: string, over: Record<string, unknown> = {}, createdS = nowS()) =>
    eventBody('charge.succeeded', chargeOf(giftId, over), createdS)
  const settled = async (change: number, work: () => Promise<unknown>) => {
    const before = await site.totals()
    await work()
    await until('it is sealed', async () => (await site.totals()).gifts === before.gifts + change)
    const after = await site.totals()
    return BigInt(after.confirmedFen) - BigInt(before.confirmedFen)
  }
  /** Nothing came of it: after a gift that did arrive, only that one is counted. */
  const countsOnlyTheNext = async () =>
    expect(await settled(1, async () => signed(charge(await open()).body))).toBe(6666n)

  test('without a signature, forged, by another secret, for another body, stale: 400 and nothing moves', async () => {
    const { body } = charge(await open())
    const other = charge(await open()).body
    const refusals = [
      [send(body), 'signature-missing'],
      [send(body, ''), 'signature-missing'],
      [send(body, 'nonsense'), 'signature-invalid'],
      [send(body, `t=${nowS()},v1=${'0'.repeat(64)}`), 'signature-invalid'],
      [send(body, signature(body, nowS(), 'whsec_of_somebody_else')), 'signature-invalid'],
      [send(body, signature(other)), 'signature-invalid'],
      [send(body, signature(body).replace(/^t=\d+/, `t=${nowS() + 1}`)), 'signature-invalid'],
      [send(body, signature(body, nowS() - 301)), 'signature-stale'],
      [send(Buffer.from('not json'), signature(Buffer.from('not json'))), 'payload-invalid'],
      [send(Buffer.alloc(0), signature(Buffer.alloc(0))), 'signature-invalid'],
    ] as const
    for (const [sent, error] of refusals) {
      const response = await sent
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ error })
    }
    await countsOnlyTheNext()
  })

  test('the same event again and again is 200 each time and one gift', async () => {
    const { body } = charge(await open())
    const header = signature(body)
    const total = await settled(1, async () => {
      for (let n = 0; n < 5; n++) {
        const response = await send(body, header)
        expect(response.status).toBe(200)
        expect(await response.json()).toEqual({ received: true })
      }
    })
    expect(total).toBe(6666n)
  })

  test('the same event twenty times at once is 200 each time and one gift', async () => {
    const { body } = charge(await open())
    const total = await settled(1, async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => signed(body)))
      expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200))
    })
    expect(total).toBe(6666n)
    await countsOnlyTheNext()
  })

  test('twenty different events about one payment at once are one gift', async () => {
    const giftId = await open()
    const events = Array.from({ length: 20 }, (_, n) =>
      n % 2
        ? charge(giftId)
        : eventBody('checkout.session.completed', sessionOf(giftId, { payment_method_types: ['alipay'] })),
    )
    const total = await settled(1, async () => {
      const answers = await Promise.all(events.map((e) => signed(e.body)))
      expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200))
    })
    expect(total).toBe(6666n)
  })

  test('in whatever order the events of one payment come, the gift is confirmed once and stays so', async () => {
    const story = (giftId: string) => [
      eventBody('checkout.session.completed', sessionOf(giftId, { payment_status: 'unpaid' })).body,
      eventBody('checkout.session.expired', sessionOf(giftId)).body,
      eventBody('checkout.session.async_payment_succeeded', sessionOf(giftId)).body,
      charge(giftId).body,
    ]
    for (const order of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [0, 1, 3, 2],
    ]) {
      const events = story(await open())
      const total = await settled(1, async () => {
        for (const n of order) expect((await signed(events[n]!)).status).toBe(200)
      })
      expect(total).toBe(6666n)
    }
    expect(await site.totals()).toMatchObject({ pendingFen: '0', pendingGifts: 0 })
  })

  test('the sandbox may duplicate, reorder and lose first tries: each payment is counted once', async () => {
    Object.assign(site.sandbox.control, { duplicate: 3, reorder: true, failFirst: 2 })
    const total = await settled(3, async () => {
      for (const amount of ['10', '20', '30']) await press((await give(site, { amount })).payUrl, 'pay')
    })
    Object.assign(site.sandbox.control, { duplicate: 0, reorder: false, failFirst: 0 })
    expect(total).toBe(6000n)
  })

  test.each<[string, Record<string, unknown>]>([
    ['one fen less', { amount: 6665, amount_captured: 6665 }],
    ['one fen more', { amount: 6667, amount_captured: 6667 }],
    ['a hundredfold', { amount: 666_600, amount_captured: 666_600 }],
    ['another currency', { currency: 'usd' }],
  ])('%s than the gift: 200, held for a person, nothing posted', async (_, over) => {
    const gift = await give(site, { amount: '66.66' })
    expect((await signed(charge(gift.giftId, over).body)).status).toBe(200)
    await countsOnlyTheNext()
    const html = await (await fetch(gift.giftUrl)).text()
    expect(html).toContain('我们在核对这笔支付')
    expect(html).not.toContain('/check/SX-')
    if (kind === 'postgres') {
      const alerts = await site.db.query(
        `SELECT FROM platform_alert WHERE kind = 'gift-held' AND subject = $1`,
        [gift.giftId],
      )
      expect(alerts).toHaveLength(1)
    }
  })

  test('money for a gift that does not exist is 200, alerted, and nothing is posted', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect((await signed(charge(nobody).body)).status).toBe(200)
    expect((await signed(charge('').body)).status).toBe(200)
    await countsOnlyTheNext()
    if (kind === 'postgres') {
      expect(await site.db.query(`SELECT FROM platform_alert WHERE kind = 'payment-unmatched'`)).not.toEqual(
        [],
      )
    }
  })

  test('a type that says nothing about a gift is stored and 200', async () => {
    const { id, body } = eventBody('customer.created', {
      id: 'cus_1',
      object: 'customer',
      name: 'x\u0000\ud800',
    })
    expect((await signed(body)).status).toBe(200)
    if (kind === 'postgres') {
      const rows = await site.db.query('SELECT type, via FROM payments_event WHERE event_id = $1', [id])
      expect(rows).toEqual([{ type: 'customer.created', via: 'webhook' }])
    }
  })

  test('what the database could not hold is refused before it gets there, and breaks nothing', async () => {
    for (const change of [
      { id: 'evt_\u0000' },
      { type: 'charge.succeeded\u0000' },
      { created: 1e18 },
      { created: -1 },
      { data: null },
      { object: 'list' },
    ]) {
      const event = { ...JSON.parse(charge(await open()).body.toString()), ...change }
      const body = Buffer.from(JSON.stringify(event))
      const response = await signed(body)
      expect([response.status, await response.json()]).toEqual([400, { error: 'payload-invalid' }])
    }
    await countsOnlyTheNext()
  })

  test.each([
    ['in ten years', 3650 * 86_400],
    ['three years ago', -1095 * 86_400],
  ])('an event that says it happened %s is counted like any other: clocks go wrong', async (_, offS) => {
    const total = await settled(1, async () =>
      expect((await signed(charge(await open(), {}, nowS() + offS).body)).status).toBe(200),
    )
    expect(total).toBe(6666n)
    await countsOnlyTheNext()
  })

  test('a body over 256 KiB is 413, whether its length is told or not', async () => {
    const body = Buffer.from(randomBytes(200 * 1024).toString('hex'))
    const told = await send(body, signature(body))
    expect(told.status).toBe(413)
    expect(await told.json()).toEqual({ error: 'too-large' })
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < body.length; at += 16_384) controller.enqueue(body.subarray(at, at + 16_384))
        controller.close()
      },
    })
    const untold = await send(body, signature(body), { body: stream, duplex: 'half' } as RequestInit)
    expect(untold.status).toBe(413)
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s is not how webhooks come', async (method) => {
    const response = await fetch(`${site.url}/webhooks/stripe`, { method })
    expect([403, 404, 405, 411, 415]).toContain(response.status)
  })
})
