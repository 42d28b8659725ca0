import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startSandbox } from '~/payments/sandbox/start-sandbox.server'
import {
  eventsSince,
  openCheckout,
  type Received,
  secretKey,
  startReceiver,
  startTill,
  until,
  webhookSecret,
} from './support'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of open.splice(0)) await stop()
})

async function setUp(
  answer?: (r: Received) => number | Promise<number>,
  options: Parameters<typeof startTill>[1] = {},
) {
  const door = await startReceiver(answer)
  const till = await startTill(door.url, options)
  open.push(till.sandbox.stop, door.stop)
  return { door, ...till }
}
const paidTypes = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'checkout.session.completed',
]

describe('the sandbox delivers', () => {
  it('what Stripe emits for each ending, signed so that the adapter takes it', async () => {
    const { door, gateway, press } = await setUp()
    const endings: [string[], string[]][] = [
      [['pay'], paidTypes],
      [['close'], paidTypes],
      [
        ['decline', 'pay'],
        ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed', ...paidTypes.slice(1)],
      ],
      [['abandon'], ['checkout.session.expired']],
      [
        ['later', 'arrives'],
        [
          'payment_intent.created',
          'charge.pending',
          'payment_intent.processing',
          'checkout.session.completed',
          'charge.succeeded',
          'payment_intent.succeeded',
          'checkout.session.async_payment_succeeded',
        ],
      ],
      [
        ['later-fail', 'fails'],
        [
          'payment_intent.created',
          'charge.pending',
          'payment_intent.processing',
          'checkout.session.completed',
          'charge.failed',
          'payment_intent.payment_failed',
          'checkout.session.async_payment_failed',
        ],
      ],
    ]
    for (const [actions, types] of endings) {
      door.received.length = 0
      const { ref } = await openCheckout(gateway)
      for (const action of actions) await press(ref, action)
      await until(`${actions} brought ${types}`, () => door.received.length >= types.length)
      expect(door.types().sort()).toEqual([...types].sort())
      for (const r of door.received) expect(gateway.verifyWebhook(r.body, r.signature).ok).toBe(true)
    }
  })

  it('again after answers that are not 2xx, until one is', async () => {
    let times = 0
    const answers = [500, 404, 302, 503, 200]
    const { door, gateway, press } = await setUp((r) =>
      r.type === 'charge.succeeded' ? answers[times++]! : 200,
    )
    const { ref } = await openCheckout(gateway)
    await press(ref, 'pay')
    await until('the fifth try', () => times === 5)
    await new Promise((resolve) => setTimeout(resolve, 400)) // longer than the next back-off would be
    const tries = door.received.filter((r) => r.type === 'charge.succeeded')
    expect(new Set(tries.map((r) => r.id)).size).toBe(1)
    expect(tries).toHaveLength(5)
  })

  it('at most maxTries times', async () => {
    const { door, gateway, press } = await setUp(() => 500, { maxTries: 3, retryBaseMs: 1 })
    const { ref } = await openCheckout(gateway)
    await press(ref, 'abandon')
    await until('three tries', () => door.received.length >= 3)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(door.received).toHaveLength(3)
  })

  it('"later" by itself after laterMs', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    sandbox.control.laterMs = 20
    const [good, bad] = [await openCheckout(gateway), await openCheckout(gateway)]
    await press(good.ref, 'later')
    await press(bad.ref, 'later-fail')
    await until(
      'both ended',
      () => door.types().filter((t) => /async_payment_(succeeded|failed)$/.test(t)).length === 2,
    )
    expect(await gateway.fetchPayment(good.ref)).toMatchObject({ fact: { status: 'paid' } })
    expect(await gateway.fetchPayment(bad.ref)).toMatchObject({ fact: { status: 'failed' } })
  })
})

describe('the knobs', () => {
  const turn = (url: string, knobs: Record<string, unknown>) =>
    fetch(`${url}/_control`, {
      method: 'POST',
      body: JSON.stringify(knobs),
      headers: { 'content-type': 'application/json' },
    })

  it('duplicate', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    expect(await (await turn(sandbox.url, { duplicate: 3 })).json()).toMatchObject({ duplicate: 3 })
    await press((await openCheckout(gateway)).ref, 'abandon')
    await until('four deliveries', () => door.received.length >= 4)
    expect(new Set(door.received.map((r) => r.id)).size).toBe(1)
  })

  it('reorder', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    await turn(sandbox.url, { reorder: true })
    await press((await openCheckout(gateway)).ref, 'pay')
    await until('all four', () => door.received.length === 4)
    expect(door.types()).toEqual(paidTypes.toReversed())
  })

  it('delayMs', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    await turn(sandbox.url, { delayMs: 600_000 })
    await press((await openCheckout(gateway)).ref, 'abandon')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(door.received).toHaveLength(0)
    await turn(sandbox.url, { delayMs: 0 })
    await press((await openCheckout(gateway)).ref, 'abandon')
    await until('the second one, which did not wait', () => door.received.length === 1)
  })

  it('drop, n times and always; the event list still has them', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    await turn(sandbox.url, { drop: 4 })
    await press((await openCheckout(gateway)).ref, 'pay')
    await press((await openCheckout(gateway)).ref, 'abandon')
    await until('the one after the dropped', () => door.received.length === 1)
    expect(door.types()).toEqual(['checkout.session.expired'])
    await turn(sandbox.url, { drop: true })
    await press((await openCheckout(gateway)).ref, 'pay')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(door.received).toHaveLength(1)
    expect(await eventsSince(gateway, null)).toHaveLength(5)
  })

  it('failFirst', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    await turn(sandbox.url, { failFirst: 2 })
    await press((await openCheckout(gateway)).ref, 'pay')
    await until('all came in the end', () => door.received.length === 4)
    const desk = await (await fetch(sandbox.url)).text()
    expect(desk.match(/<td>3<\/td>/g)).toHaveLength(4)
  })

  it('refuses values that are none, and keeps the others', async () => {
    const { sandbox } = await setUp()
    for (const knobs of [
      { duplicate: -1 },
      { duplicate: 51 },
      { delayMs: 'soon' },
      { drop: -1 },
      { unknown: 1 },
    ]) {
      expect((await turn(sandbox.url, knobs)).status, JSON.stringify(knobs)).toBe(400)
    }
    expect(await (await fetch(`${sandbox.url}/_control`)).json()).toEqual({
      afterRetries: 'cancel',
      duplicate: 0,
      delayMs: 0,
      reorder: false,
      drop: false,
      failFirst: 0,
      laterMs: 20_000,
    })
  })

  it('can be turned by a form, and a stored event be sent again', async () => {
    const { door, sandbox, gateway, press } = await setUp()
    const form = (path: string, body: Record<string, string>, headers = {}) =>
      fetch(`${sandbox.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(body),
        redirect: 'manual',
        headers,
      })
    const values = { duplicate: '1', delayMs: '0', failFirst: '0', drop: 'false', laterMs: '0' }
    expect((await form('/_control', { ...values, reorder: 'on' })).status).toBe(303)
    expect(sandbox.control).toMatchObject({ duplicate: 1, reorder: true, drop: false, laterMs: 0 })
    expect((await form('/_control', { ...values, duplicate: '0', drop: '1' })).status).toBe(303)
    expect(sandbox.control).toMatchObject({ duplicate: 0, reorder: false, drop: 1 })
    await press((await openCheckout(gateway)).ref, 'abandon')
    const [lost] = await eventsSince(gateway, null)
    expect((await form(`/_events/${lost!.id}/resend`, {})).status).toBe(303)
    await until('it came', () => door.received.some((r) => r.id === lost!.id))
    expect((await form('/_events/evt_none/resend', {})).status).toBe(404)
    expect((await form('/_control', values, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

describe('the journal', () => {
  const file = () => path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-')), 'journal.jsonl')

  it('brings sessions, events, kept answers and undelivered webhooks over a restart', async () => {
    const stateFile = file()
    let up = false
    const { door, sandbox, gateway, press } = await setUp(() => (up ? 200 : 500), {
      stateFile,
      retryBaseMs: 40,
    })
    const giftId = randomBytes(16).toString('hex')
    const first = await openCheckout(gateway, { giftId })
    await press(first.ref, 'pay')
    const waiting = await openCheckout(gateway)
    sandbox.control.laterMs = 200
    await press(waiting.ref, 'later')
    await until('every delivery was refused once', () => new Set(door.received.map((r) => r.id)).size === 8)
    await sandbox.stop()
    open.shift()
    fs.appendFileSync(stateFile, '{"kind":"session","id":"cs_te') // torn by a kill

    up = true
    door.received.length = 0
    const next = await startTill(door.url, { stateFile, retryBaseMs: 10 })
    open.unshift(next.sandbox.stop)
    await until(
      'all 8 and the 3 of the late payment',
      () => new Set(door.received.map((r) => r.id)).size === 11,
    )
    expect(await next.gateway.fetchPayment(first.ref)).toMatchObject({ fact: { status: 'paid', giftId } })
    expect(await next.gateway.fetchPayment(waiting.ref)).toMatchObject({ fact: { status: 'paid' } })
    expect(await openCheckout(next.gateway, { giftId })).toEqual(first)
    expect(await eventsSince(next.gateway, null)).toHaveLength(5)

    await next.sandbox.stop()
    open.shift()
    door.received.length = 0
    const third = await startTill(door.url, { stateFile })
    open.unshift(third.sandbox.stop)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(door.received, 'what was delivered is not delivered again').toEqual([])
  })
})

it('the sandbox does not start in production unless it is told to', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const options = { secretKey, webhookSecret, webhookUrl: 'http://127.0.0.1:9/' }
  await expect(startSandbox(options)).rejects.toThrow(/production/)
  const sandbox = await startSandbox({ ...options, allowProduction: true })
  await sandbox.stop()
  vi.unstubAllEnvs()
})
