import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  alerts,
  chargeOf,
  eventBody,
  insertGift,
  secretKey,
  sign,
  storedEvent,
  webhookSecret,
} from './support'

const gateway = createStripeGateway({ secretKey, webhookSecret })

describe.each(databases)('a webhook on $name', ({ open }) => {
  let test: TestDatabase
  let db: TestDatabase['db']
  beforeAll(async () => {
    test = await open()
    db = test.db
  })
  afterAll(() => test.drop())
  const take = (body: Buffer) => receiveWebhook(db, gateway, { sql: 'giving_settle' }, body, sign(body))

  const shapes: [string, Record<string, unknown>, object][] = [
    [
      'refund.created',
      {
        object: 'refund',
        id: 're_7',
        status: 'succeeded',
        created: 1_780_000_000,
        metadata: { refundId: 'r-7' },
      },
      {
        about: 'refund',
        ref: 're_7',
        status: 'succeeded',
        refundId: 'r-7',
        amountFen: '6666',
        currency: 'CNY',
        at: '2026-05-28T20:26:40.000Z',
      },
    ],
    [
      'refund.failed',
      { object: 'refund', id: 're_7', status: 'failed', failure_reason: 'declined' },
      { status: 'failed', failure: 'declined' },
    ],
    ['charge.refunded', { amount_refunded: 1_000 }, { about: 'refund-total', amountFen: '1000' }],
    [
      'charge.dispute.created',
      { object: 'dispute', id: 'dp_7', charge: 'ch_7', metadata: {}, status: 'needs_response' },
      { about: 'dispute', ref: 'dp_7', status: 'withheld' },
    ],
    ['charge.dispute.funds_reinstated', { object: 'dispute', id: 'dp_7', status: 'won' }, { status: 'won' }],
    ['charge.dispute.closed', { object: 'dispute', id: 'dp_7', status: 'lost' }, { status: 'lost' }],
  ]
  it.each(shapes)('of %s is read, and kept until its payment comes', async (type, over, read) => {
    const charge = chargeOf(await insertGift(db), over)
    const { id, body } = eventBody(type, charge)
    const taken = await take(body)
    expect(taken).toMatchObject({ ok: true, outcome: { outcome: 'kept', fresh: true } })
    expect(taken).toMatchObject({ event: { fact: { paymentRef: charge.payment_intent, ...read } } })
    expect(await storedEvent(db, id)).toMatchObject({ outcome: { outcome: 'kept' } })
    expect(await take(body)).toMatchObject({ outcome: { fresh: false } })
  })

  it('of an inquiry moves nothing, and one that lacks what it must have is told to a person', async () => {
    const inquiry = eventBody(
      'charge.dispute.created',
      chargeOf(randomUUID(), { id: 'dp_8', status: 'warning_needs_response' }),
    )
    expect(await take(inquiry.body)).toMatchObject({ ok: true, event: { fact: null, notice: null } })
    for (const [type, over] of [
      ['refund.created', { status: 'succeeded', amount: 0 }],
      ['refund.updated', { status: 'unheard' }],
      ['charge.dispute.closed', { id: 'dp_9', status: 'won\u0000' }],
      [
        'charge.dispute.created',
        { id: 'dp_9', status: 'needs_response', payment_intent: null, charge: null },
      ],
    ] as const) {
      const { id, body } = eventBody(type, chargeOf(randomUUID(), over))
      expect(await take(body)).toMatchObject({ outcome: { outcome: 'noticed' } })
      expect(await alerts(db, 'event-unreadable', id)).toHaveLength(1)
    }
  })

  it('of an event that cannot be alerted is not stored either', async () => {
    const { id, body } = eventBody('refund.created', chargeOf(randomUUID(), { status: 'unheard' }))
    await db.query('ALTER TABLE platform_alert RENAME TO platform_alert_away')
    await expect(take(body)).rejects.toThrow()
    await db.query('ALTER TABLE platform_alert_away RENAME TO platform_alert')
    expect(await storedEvent(db, id)).toBeUndefined()
    expect(await take(body)).toMatchObject({ ok: true, outcome: { outcome: 'noticed', fresh: true } })
  })
})
