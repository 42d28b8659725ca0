import { expect, test } from 'vitest'
import { withoutPayer } from '~/payments/internal/without-payer'

test('an event says nothing of who paid, however deep, and all else as it came', () => {
  const payer = { name: '欧阳清源', email: 'donor@example.org', phone: '138' }
  const session = { id: 'cs_1', amount_total: 6_666, customer_details: payer, metadata: { giftId: 'g' } }
  const charges = { data: [{ id: 'ch_1', billing_details: payer, receipt_email: payer.email }] }
  const kept = withoutPayer(JSON.stringify({ id: 'evt_1', data: { object: { ...session, charges } } }))
  expect(JSON.parse(kept)).toEqual({
    id: 'evt_1',
    data: {
      object: {
        id: 'cs_1',
        amount_total: 6_666,
        metadata: { giftId: 'g' },
        charges: { data: [{ id: 'ch_1' }] },
      },
    },
  })
})

test('a body that says nothing of it is kept to the letter', () => {
  const body = '{ "id":"evt_2",\n "data": {"object": {"amount":1.0, "note":"shipping"}} }'
  expect(withoutPayer(body)).toBe('{ "id":"evt_2",\n "data": {"object": {"amount":1.0, "note":"shipping"}} }')
})
