import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { alertKeyRefused } from '~/payments/alert-key-refused.server'
import type { ProviderFault } from '~/payments/gateway'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { log } from '~/platform/log.server'
import { databases } from '../setup/databases'
import {
  alerts,
  checkout,
  eventsSince,
  openCheckout,
  secretKey,
  startReceiver,
  startTill,
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

describe('what the provider answers instead', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })
  const spied = () => ({ error: vi.spyOn(log, 'error'), warn: vi.spyOn(log, 'warn') })
  const answer = { doing: 'open a checkout', provider: 'stripe', requestId: expect.stringMatching(/^req_/) }

  it('is logged by type, code, status and request id, without keys or what was sent', async () => {
    const { error, warn } = spied()
    const giftId = randomUUID()
    await openCheckout(till.gateway, { giftId })
    await till.gateway.createCheckout(checkout({ description: '' }))
    await till.gateway.createCheckout(checkout({ giftId, amountFen: 12_345n }))
    await till.gateway.fetchPayment('cs_test_never')
    expect(error.mock.calls.map(([fault]) => fault)).toEqual([
      {
        ...answer,
        sort: 'refused',
        type: 'StripeInvalidRequestError',
        code: 'parameter_invalid',
        status: 400,
      },
      { ...answer, sort: 'refused', type: 'StripeIdempotencyError', code: '', status: 400 },
    ])
    expect(warn.mock.calls).toMatchObject([
      [{ sort: 'unknown', doing: 'fetch a checkout', code: 'resource_missing', status: 404 }, {}],
    ])
    const said = JSON.stringify([error.mock.calls, warn.mock.calls])
    expect(said).not.toMatch(new RegExp(`${secretKey}|${giftId}|12345`))
  })

  it('is told to whom it may concern when our key is refused, or its rights, and only then', async () => {
    spied()
    const told: ProviderFault[] = []
    const wrong = createStripeGateway({
      secretKey: 'sk_test_wrong',
      webhookSecret,
      apiBase: till.sandbox.url,
      onKeyRefused: (fault) => told.push(fault),
    })
    await wrong.createCheckout(checkout())
    await expect(eventsSince(wrong, null)).rejects.toThrow('Stripe did not list its events: refused')
    await expect(wrong.fetchPayment('cs_test_1')).rejects.toThrow('refused')
    expect(told).toMatchObject(
      ['open a checkout', 'list events', 'fetch a checkout'].map((doing) => ({ doing, status: 401 })),
    )
    expect(JSON.stringify(told)).not.toContain('sk_test')

    told.length = 0
    let status = 403
    const server = http.createServer((_, res) => {
      res.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_of_the_test' })
      res.end(
        JSON.stringify({ error: { type: 'invalid_request_error', message: 'sk_test_wro***ng may not' } }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const strict = createStripeGateway({
      secretKey,
      webhookSecret,
      apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      onKeyRefused: (fault) => told.push(fault),
    })
    for (status of [403, 400, 402, 404]) await strict.createCheckout(checkout())
    expect(told).toMatchObject([{ type: 'StripePermissionError', status: 403, requestId: 'req_of_the_test' }])
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

it.each(databases)(
  'a key that the provider refuses is alerted, not once per donor, on $name',
  async ({ open }) => {
    const { db, drop } = await open()
    const fault = { provider: 'stripe', doing: 'open a checkout', type: 'x', code: '', requestId: 'req_1' }
    try {
      await Promise.all(Array.from({ length: 50 }, () => alertKeyRefused(db, { ...fault, status: 401 })))
      await alertKeyRefused(db, { ...fault, status: 403 })
      expect(await alerts(db, 'provider-key-refused', 'stripe 401')).toMatchObject([
        { seen_times: 1, detail: { doing: 'open a checkout', requestId: 'req_1', status: 401 } },
      ])
      expect(await alerts(db, 'provider-key-refused', 'stripe 403')).toHaveLength(1)
    } finally {
      await drop()
    }
  },
)
