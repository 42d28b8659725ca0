import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderEvent } from '~/payments/gateway'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { checkoutParams } from '~/payments/stripe/internal/checkout-params.server'
import {
  checkout,
  eventsSince,
  openCheckout,
  secretKey,
  startReceiver,
  startTill,
  until,
  webhookSecret,
} from './support'

let door: Awaited<ReturnType<typeof startReceiver>>
let till: Awaited<ReturnType<typeof startTill>>
beforeAll(async () => {
  door = await startReceiver()
  till = await startTill(door.url)
})
afterAll(async () => {
  await till.sandbox.stop()
  await door.stop()
})

const api = (path: string, init: RequestInit = {}) =>
  fetch(`${till.sandbox.url}/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${secretKey}`, ...init.headers },
  })

describe('opening a checkout', () => {
  it('asks for exactly the amount, in CNY, with the gift on session and payment', async () => {
    const giftId = randomUUID()
    const opened = await openCheckout(till.gateway, { giftId, locale: 'en' })
    expect(opened.url).toBe(`${till.sandbox.url}/pay/${opened.ref}`)
    const session = await (await api(`/checkout/sessions/${opened.ref}`)).json()
    expect(session).toMatchObject({
      amount_total: 6_666,
      currency: 'cny',
      client_reference_id: giftId,
      locale: 'en',
      metadata: { giftId },
      payment_method_types: ['card', 'alipay', 'wechat_pay'],
      success_url: 'http://shop.test/give/return',
      cancel_url: 'http://shop.test/give',
    })
    expect(session.expires_at - session.created).toBe(24 * 3600)
  })

  it('tells the provider nothing about the donor', () => {
    const told = checkoutParams({ ...checkout(), email: 'donor@example.com', name: '梁锦华' } as never)
    expect(JSON.stringify(told)).not.toMatch(/email|donor|梁锦华/)
  })

  it('opens one checkout for one gift, however often it is asked', async () => {
    const input = checkout()
    const [first, second] = await Promise.all([
      till.gateway.createCheckout(input),
      till.gateway.createCheckout(input),
    ])
    expect(first.ok).toBe(true)
    expect(second).toEqual(first)
  })

  it('refuses the same gift with another amount', async () => {
    const input = checkout()
    await till.gateway.createCheckout(input)
    expect(await till.gateway.createCheckout({ ...input, amountFen: 1n })).toEqual({
      ok: false,
      reason: 'refused',
    })
  })

  it('refuses what the provider refuses, with a wrong key too', async () => {
    expect(await till.gateway.createCheckout(checkout({ returnUrl: 'nowhere' }))).toEqual({
      ok: false,
      reason: 'refused',
    })
    const stranger = createStripeGateway({
      secretKey: 'sk_test_wrong',
      webhookSecret,
      apiBase: till.sandbox.url,
    })
    expect(await stranger.createCheckout(checkout())).toEqual({ ok: false, reason: 'refused' })
  })

  it('throws on an amount that is none: that is our own fault', async () => {
    for (const amountFen of [0n, -1n, 2n ** 60n]) {
      await expect(till.gateway.createCheckout(checkout({ amountFen }))).rejects.toThrow(RangeError)
    }
  })

  it('answers unavailable when nobody listens', async () => {
    const gone = createStripeGateway({ secretKey, webhookSecret, apiBase: 'http://127.0.0.1:9' })
    expect(await gone.createCheckout(checkout())).toEqual({ ok: false, reason: 'unavailable' })
    expect(await gone.fetchPayment('cs_test_1')).toEqual({ ok: false, reason: 'unavailable' })
    expect(await gone.refund({ paymentRef: 'pi_1', amountFen: 1n, key: 'k' })).toEqual({
      ok: false,
      reason: 'unavailable',
    })
    await expect(eventsSince(gone, null)).rejects.toThrow()
  })
})

describe('fetching the truth', () => {
  it('is open, with its address, before anything happened', async () => {
    const { ref, url } = await openCheckout(till.gateway)
    expect(await till.gateway.fetchPayment(ref)).toEqual({ ok: true, fact: null, openUrl: url })
    await till.press(ref, 'decline')
    expect(await till.gateway.fetchPayment(ref)).toEqual({ ok: true, fact: null, openUrl: url })
  })

  it.each(['card', 'alipay', 'wechat_pay'])('names the method of a payment by %s', async (method) => {
    const giftId = randomUUID()
    const { ref } = await openCheckout(till.gateway, { giftId })
    await till.press(ref, 'pay', method)
    expect(await till.gateway.fetchPayment(ref)).toMatchObject({
      ok: true,
      openUrl: null,
      fact: {
        giftId,
        status: 'paid',
        amountFen: '6666',
        currency: 'CNY',
        channel: method,
        paymentRef: /^pi_/,
      },
    })
  })

  it('tells a payment on its way from one that failed or expired', async () => {
    const later = await openCheckout(till.gateway)
    await till.press(later.ref, 'later')
    expect(await till.gateway.fetchPayment(later.ref)).toMatchObject({
      fact: { status: 'processing' },
      openUrl: null,
    })
    await till.press(later.ref, 'fails')
    expect(await till.gateway.fetchPayment(later.ref)).toMatchObject({
      fact: { status: 'failed' },
      openUrl: null,
    })
    const left = await openCheckout(till.gateway)
    await till.press(left.ref, 'abandon')
    expect(await till.gateway.fetchPayment(left.ref)).toMatchObject({
      fact: { status: 'expired' },
      openUrl: null,
    })
  })

  it('does not know a checkout that never was', async () => {
    expect(await till.gateway.fetchPayment('cs_test_never')).toEqual({ ok: false, reason: 'unknown' })
  })
})

describe('refunding', () => {
  async function paid() {
    const { ref } = await openCheckout(till.gateway)
    await till.press(ref, 'pay')
    const state = await till.gateway.fetchPayment(ref)
    return state.ok ? state.fact!.paymentRef : ''
  }

  it('refunds once per key and never more than was paid', async () => {
    const paymentRef = await paid()
    const first = await till.gateway.refund({ paymentRef, amountFen: 6_000n, key: paymentRef })
    expect(first.ok).toBe(true)
    expect(await till.gateway.refund({ paymentRef, amountFen: 6_000n, key: paymentRef })).toEqual(first)
    expect(await till.gateway.refund({ paymentRef, amountFen: 667n, key: 'more' })).toEqual({
      ok: false,
      reason: 'refused',
    })
    expect((await till.gateway.refund({ paymentRef, amountFen: 666n, key: 'rest' })).ok).toBe(true)
    expect(await till.gateway.refund({ paymentRef, amountFen: 1n, key: 'again' })).toEqual({
      ok: false,
      reason: 'refused',
    })
    await until(
      'both refunds were announced',
      () => door.types().filter((t) => t === 'charge.refunded').length === 2,
    )
  })

  it('refuses to refund what is not there', async () => {
    expect(await till.gateway.refund({ paymentRef: 'pi_none', amountFen: 1n, key: 'x' })).toEqual({
      ok: false,
      reason: 'refused',
    })
  })
})

describe('the event list', () => {
  it('is walked oldest first over several pages, from the start and from a cursor', async () => {
    const own = await startTill(door.url)
    try {
      const refs: string[] = []
      for (let n = 0; n < 105; n++) {
        const { ref } = await openCheckout(own.gateway)
        await own.press(ref, 'pay')
        refs.push(ref)
      }
      const all = await eventsSince(own.gateway, null)
      expect(all.map((e) => e.type)).toEqual(
        refs.flatMap(() => ['charge.succeeded', 'checkout.session.completed']),
      )
      expect(all.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i)).toEqual([])
      expect(completedSessions(all)).toEqual(refs)
      for (const at of [0, 99, 100, 101, 208]) {
        const after = await eventsSince(own.gateway, all[at]!.id)
        expect(after.map((e) => e.id)).toEqual(all.slice(at + 1).map((e) => e.id))
      }
      expect(await eventsSince(own.gateway, all.at(-1)!.id)).toEqual([])
      const forgotten = await eventsSince(own.gateway, 'evt_older_than_the_list')
      expect(forgotten.length).toBe(all.length)
    } finally {
      await own.sandbox.stop()
    }
  })

  it('is empty when nothing happened', async () => {
    const own = await startTill(door.url)
    expect(await eventsSince(own.gateway, null)).toEqual([])
    await own.sandbox.stop()
  })
})

const completedSessions = (events: ProviderEvent[]) =>
  events
    .filter((e) => e.type === 'checkout.session.completed')
    .map((e) => JSON.parse(e.payload).data.object.id)

describe('the sandbox as an API', () => {
  it('refuses a missing key, unknown parameters, unknown paths and unknown ids as Stripe does', async () => {
    expect((await fetch(`${till.sandbox.url}/v1/events`)).status).toBe(401)
    const post = (body: string) =>
      api('/checkout/sessions', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }).then(async (r) => ({ ...(await r.json()), status: r.status }))
    const line =
      'line_items[0][quantity]=1&line_items[0][price_data][currency]=cny&line_items[0][price_data][product_data][name]=x'
    const fine = `mode=payment&success_url=https://a.test/&allowed_payment_method_types[0]=card&${line}`
    expect(await post(`${fine}&line_items[0][price_data][unit_amount]=100`)).toMatchObject({
      status: 200,
      object: 'checkout.session',
    })
    expect(
      await post(`${fine}&line_items[0][price_data][unit_amount]=100&payment_method_types[0]=card`),
    ).toMatchObject({
      status: 400,
      error: { type: 'invalid_request_error', code: 'parameter_unknown', param: 'payment_method_types' },
    })
    expect(await post(`${fine}&line_items[0][price_data][unit_amount]=-5`)).toMatchObject({
      status: 400,
      error: { param: 'line_items[0][price_data][unit_amount]' },
    })
    expect(
      await post(`${fine.replace('card', 'wechat_pay')}&line_items[0][price_data][unit_amount]=1`),
    ).toMatchObject({
      error: { code: 'parameter_missing' },
    })
    expect((await api('/payment_intents/pi_none')).status).toBe(404)
    expect((await api('/events?ending_before=evt_none')).status).toBe(404)
    expect((await api('/events?limit=0')).status).toBe(400)
    expect((await api('/customers')).status).toBe(404)
  })
})
