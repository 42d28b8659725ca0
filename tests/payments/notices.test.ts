import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import { databases, type TestDatabase } from '../setup/databases'
import {
  alerts,
  chargeOf,
  eventBody,
  giftState,
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

  it.each([
    [
      'charge.refunded',
      'refund-not-booked',
      { amount_refunded: 1_000 },
      { amountFen: '1000', currency: 'CNY' },
    ],
    [
      'charge.dispute.created',
      'dispute-not-booked',
      { object: 'dispute', charge: 'ch_7', metadata: {}, status: 'needs_response', reason: 'fraudulent' },
      { charge: 'ch_7', amountFen: '6666', status: 'needs_response', reason: 'fraudulent' },
    ],
    [
      'charge.dispute.closed',
      'dispute-not-booked',
      { object: 'dispute', charge: 'ch_7', metadata: {}, status: 'won\u0000', reason: null },
      { status: '', reason: '' },
    ],
  ])(
    'of %s is stored and alerted as %s once, and stays resolved when it comes again',
    async (type, kind, over, detail) => {
      const gift = await insertGift(db)
      const charge = chargeOf(gift, over)
      const subject = kind === 'refund-not-booked' ? gift : charge.payment_intent
      const { id, body } = eventBody(type, charge)
      expect(await take(body)).toMatchObject({ ok: true, outcome: { outcome: 'noticed', fresh: true } })
      expect(await storedEvent(db, id)).toMatchObject({
        outcome: { outcome: 'noticed' },
        payload: body.toString(),
      })
      expect(await alerts(db, kind, subject)).toMatchObject([
        { seen_times: 1, detail: { event: id, ...detail } },
      ])
      await db.query('UPDATE platform_alert SET resolved_at = now() WHERE kind = $1', [kind])
      const again = await Promise.all(Array.from({ length: 5 }, () => take(body)))
      for (const taken of again) expect(taken).toMatchObject({ ok: true, outcome: { fresh: false } })
      expect(
        await db.query('SELECT seen_times AS n FROM platform_alert WHERE kind = $1 AND resolved_at IS NULL', [
          kind,
        ]),
      ).toEqual([])
      expect(await alerts(db, kind, subject)).toMatchObject([{ seen_times: 1 }])
      expect(await giftState(db, gift)).toMatchObject({ state: 'started', entries: 0n })
      const next = eventBody(type, charge)
      await take(next.body)
      expect(await alerts(db, kind, subject)).toMatchObject([{ seen_times: 2, detail: { event: next.id } }])
    },
  )

  it('of a refund that cannot be alerted is not stored either', async () => {
    const { id, body } = eventBody('charge.refunded', chargeOf(randomUUID()))
    await db.query('ALTER TABLE platform_alert RENAME TO platform_alert_away')
    await expect(take(body)).rejects.toThrow()
    await db.query('ALTER TABLE platform_alert_away RENAME TO platform_alert')
    expect(await storedEvent(db, id)).toBeUndefined()
    expect(await take(body)).toMatchObject({ ok: true, outcome: { outcome: 'noticed', fresh: true } })
  })
})
