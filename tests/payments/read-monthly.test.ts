import { describe, expect, test } from 'vitest'
import { readEvent } from '~/payments/stripe/internal/read-event'

const read = (type: string, object: object) => {
  const event = { id: 'evt_1', object: 'event', type, created: 1_800_000_000, data: { object } }
  return readEvent(event, '{}')
}
const nothing = { about: 'monthly', subscriptionRef: '', checkoutRef: '', paymentRef: '' }
const charge = {
  ...{ id: 'ch_1', amount: 100, amount_captured: 100, captured: true, currency: 'cny', metadata: {} },
  ...{ payment_intent: 'pi_1', customer: 'cus_1', payment_method_details: { type: 'card' } },
}

describe('what hints at a monthly gift', () => {
  test.each([
    ['customer.subscription.updated', { id: 'sub_1' }, { subscriptionRef: 'sub_1' }],
    [
      'invoice.paid',
      { id: 'in_1', parent: { subscription_details: { subscription: 'sub_1' } } },
      { subscriptionRef: 'sub_1' },
    ],
    ['charge.succeeded', charge, { paymentRef: 'pi_1' }],
    [
      'checkout.session.completed',
      { id: 'cs_1', mode: 'subscription', metadata: { monthlyId: 'm-1' } },
      { checkoutRef: 'cs_1' },
    ],
    [
      'checkout.session.completed',
      { id: 'cs_1', mode: 'setup', metadata: { subscription: 'sub_1' } },
      { checkoutRef: 'cs_1' },
    ],
    [
      'checkout.session.expired',
      { id: 'cs_1', mode: 'subscription', metadata: { monthlyId: 'm-1' } },
      { checkoutRef: 'cs_1' },
    ],
  ])('%s', (type, object, hint) => {
    expect(read(type, object)).toMatchObject({ fact: { ...nothing, ...hint }, notice: null })
  })

  test('another use of the same account says nothing', () => {
    for (const [type, object] of [
      ['invoice.paid', { id: 'in_1', parent: null }],
      ['checkout.session.completed', { id: 'cs_1', mode: 'setup', metadata: {} }],
      ['checkout.session.completed', { id: 'cs_1', mode: 'subscription' }],
    ] as const)
      expect(read(type, object)).toMatchObject({ fact: null, notice: null })
  })

  test('money that names a gift, or nobody, is what it was before', () => {
    const giftId = '0a000000-0000-4000-8000-000000000000'
    expect(read('charge.succeeded', { ...charge, metadata: { giftId } })?.fact).toMatchObject({
      giftId,
      status: 'paid',
    })
    expect(read('charge.succeeded', { ...charge, customer: null })?.fact).toMatchObject({
      giftId: '',
      status: 'paid',
    })
  })

  test('a subscription without a name is looked at by a person', () => {
    expect(read('customer.subscription.deleted', {})).toMatchObject({
      fact: null,
      notice: { kind: 'event-unreadable' },
    })
  })
})
