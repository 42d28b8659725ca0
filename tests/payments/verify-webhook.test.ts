import { describe, expect, it } from 'vitest'
import { createStripeGateway } from '~/payments/stripe/create-stripe-gateway.server'
import {
  chargeOf,
  eventBody,
  secretKey,
  sessionOf,
  sign,
  signature,
  signedAs,
  webhookSecret,
} from './support'

const gateway = createStripeGateway({ secretKey, webhookSecret })
const giftId = '0b8f6c1e-5a51-4a0e-9a3f-0c9d2f1e7a10'
const now = Math.floor(Date.now() / 1000)

describe('the signature of a webhook', () => {
  const { body } = eventBody('charge.succeeded', chargeOf(giftId))

  it('is taken when it is ours and at most 300 seconds old', () => {
    expect(gateway.verifyWebhook(body, sign(body)).ok).toBe(true)
    expect(gateway.verifyWebhook(body, sign(body, webhookSecret, now - 300), now).ok).toBe(true)
  })

  it('is refused as stale when the same bytes are replayed later', () => {
    const headers = sign(body, webhookSecret, now)
    expect(gateway.verifyWebhook(body, headers, now + 301)).toEqual({
      ok: false,
      reason: 'signature-stale',
    })
  })

  it('cannot be made young again by putting another time beside the signed one', () => {
    const [t, v1] = signature(body, webhookSecret, now - 4_000).split(',')
    for (const header of [`t=${now},${t},${v1}`, `${t},t=${now},${v1}`, `${t},${v1},t=${now}`]) {
      expect(gateway.verifyWebhook(body, signedAs(header), now).ok, header).toBe(false)
    }
  })

  it('is refused when it is missing, forged, of another secret, or of another body', () => {
    expect(gateway.verifyWebhook(body, {})).toEqual({ ok: false, reason: 'signature-missing' })
    expect(gateway.verifyWebhook(body, signedAs(''))).toEqual({ ok: false, reason: 'signature-missing' })
    const other = Buffer.from(body.toString().replace('6666', '9999'))
    const hostile = [
      signature(body, 'whsec_of_someone_else'),
      `t=${now},v1=${'0'.repeat(64)}`,
      `t=${now},v1`,
      `t=${now}`,
      `t=,v1=`,
      'v1',
      '=,=,=',
      signature(body).replace('v1=', 'v0='),
    ]
    for (const header of hostile) {
      expect(gateway.verifyWebhook(body, signedAs(header)), header).toEqual({
        ok: false,
        reason: 'signature-invalid',
      })
    }
    expect(gateway.verifyWebhook(other, sign(body))).toEqual({ ok: false, reason: 'signature-invalid' })
    expect(gateway.verifyWebhook(Buffer.alloc(0), sign(body))).toEqual({
      ok: false,
      reason: 'signature-invalid',
    })
  })

  it('may be one of several, so that a secret can be rolled', () => {
    const [t, v1] = signature(body).split(',')
    expect(gateway.verifyWebhook(body, signedAs(`${t},v1=${'0'.repeat(64)},${v1}`)).ok).toBe(true)
  })
})

describe('the facts in a webhook', () => {
  const read = (type: string, object: Record<string, unknown>) => {
    const { body } = eventBody(type, object, 1_704_470_400)
    const verified = gateway.verifyWebhook(body, sign(body))
    return verified.ok ? verified.event.fact : verified.reason
  }

  const notice = (type: string, object: Record<string, unknown>) => {
    const { id, body } = eventBody(type, object)
    const verified = gateway.verifyWebhook(body, sign(body))
    return { id, ...(verified.ok && { fact: verified.event.fact, ...verified.event.notice }) }
  }

  it('takes amount, currency, method and gift from a charge', () => {
    expect(read('charge.succeeded', chargeOf(giftId))).toEqual({
      giftId,
      status: 'paid',
      amountFen: '6666',
      currency: 'CNY',
      paymentRef: `pi_${giftId.slice(0, 8)}`,
      channel: 'alipay',
      at: '2024-01-05T16:00:00.000Z',
    })
  })

  it('says nothing about a charge that only reserves', () => {
    expect(read('charge.succeeded', chargeOf(giftId, { captured: false, amount_captured: 0 }))).toBeNull()
  })

  it.each([
    ['checkout.session.completed', 'paid', 'paid'],
    ['checkout.session.completed', 'unpaid', 'processing'],
    ['checkout.session.async_payment_succeeded', 'paid', 'paid'],
    ['checkout.session.async_payment_failed', 'unpaid', 'failed'],
    ['checkout.session.expired', 'unpaid', 'expired'],
  ])('reads %s (%s) as %s, with the channel only when it is sure', (type, paymentStatus, status) => {
    const session = sessionOf(giftId, { payment_status: paymentStatus })
    expect(read(type, session)).toMatchObject({ status, channel: 'other', amountFen: '6666' })
    expect(read(type, { ...session, payment_method_types: ['wechat_pay'] })).toMatchObject({
      channel: 'wechat_pay',
    })
  })

  it('announces money that names no gift, so that it is not lost', () => {
    for (const metadata of [{}, null, { giftId: 7 }, { giftId: 'a\u0000b' }, { giftId: '\ud800' }]) {
      expect(read('charge.succeeded', chargeOf(giftId, { metadata }))).toMatchObject({ giftId: '' })
    }
  })

  it('hears of a refund or dispute however little it says', () => {
    const refund = notice('charge.refunded', chargeOf(giftId))
    expect(refund).toMatchObject({ fact: null, kind: 'event-unreadable', subject: refund.id })
    const dispute = notice('charge.dispute.created', {
      charge: { id: 'ch_9' },
      amount: 66.6,
      currency: '\ud800',
    })
    expect(dispute).toMatchObject({ fact: null, kind: 'event-unreadable', subject: dispute.id })
    const empty = notice('charge.refunded', {})
    expect(empty).toMatchObject({ fact: null, kind: 'event-unreadable', subject: empty.id })
    expect(notice('charge.succeeded', chargeOf(giftId))).not.toHaveProperty('kind')
  })

  it('keeps unknown types without a fact', () => {
    expect(read('customer.created', { id: 'cus_1' })).toBeNull()
  })

  it('keeps an event that lacks what its fact needs, with a notice: it must neither stop others nor pass unseen', () => {
    const unreadable = (object: Record<string, unknown>) => {
      const seen = notice('charge.succeeded', object)
      expect(seen).toMatchObject({ fact: null, kind: 'event-unreadable', subject: seen.id })
    }
    for (const amount of [-1, 66.66, '6666', null, 2 ** 60]) {
      unreadable(chargeOf(giftId, { amount_captured: amount, amount }))
    }
    unreadable(chargeOf(giftId, { currency: 'yuan' }))
  })

  it('passes over sessions of another use of the same account', () => {
    const setup = {
      object: 'checkout.session',
      id: 'cs_1',
      mode: 'setup',
      amount_total: null,
      currency: null,
    }
    expect(read('checkout.session.completed', setup)).toBeNull()
  })

  it('takes no fact from the other mode: test money is no money', () => {
    const told = JSON.parse(eventBody('charge.succeeded', chargeOf(giftId)).body.toString())
    const body = Buffer.from(JSON.stringify({ ...told, livemode: true }))
    expect(gateway.verifyWebhook(body, sign(body))).toMatchObject({
      ok: true,
      event: { fact: null, notice: { kind: 'event-of-other-mode' } },
    })
  })

  it('refuses signed bodies that are not an event', () => {
    expect(read('charge.succeeded\u0000', chargeOf(giftId))).toBe('payload-invalid')
    for (const text of [
      'not json',
      '[]',
      'null',
      '{"object":"event"}',
      '{"object":"event","id":"evt_1","type":"a","created":1e99,"data":{"object":{}}}',
    ]) {
      const body = Buffer.from(text)
      expect(gateway.verifyWebhook(body, sign(body)), text).toEqual({ ok: false, reason: 'payload-invalid' })
    }
  })
})
