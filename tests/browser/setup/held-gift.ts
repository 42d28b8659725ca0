import { createHmac, randomBytes } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import { readyGift } from './ready-gift'

/** As in playwright.config.ts. */
const webhookSecret = 'whsec_browser_tests'

/** A gift of 50 yuan for which the provider, signed and all, reports another sum: answers its id. The sandbox never errs. */
export async function heldGift(
  request: APIRequestContext,
  arrived: { amountFen: number; currency?: string },
): Promise<string> {
  const { giftPath } = await readyGift(request, { name: '', email: '' }, 'open')
  const giftId = giftPath.split('/').at(-1)!
  const created = Math.floor(Date.now() / 1_000)
  const nonce = randomBytes(8).toString('hex')
  const session = {
    id: `cs_test_${nonce}`,
    object: 'checkout.session',
    amount_total: arrived.amountFen,
    currency: arrived.currency ?? 'cny',
    metadata: { giftId },
    payment_intent: `pi_${nonce}`,
    payment_method_types: ['alipay'],
    payment_status: 'paid',
  }
  const event = { id: `evt_${nonce}`, object: 'event', created, type: 'checkout.session.completed' }
  const body = JSON.stringify({ ...event, data: { object: session } })
  const v1 = createHmac('sha256', webhookSecret).update(`${created}.${body}`).digest('hex')
  const answer = await request.post('/webhooks/stripe', {
    data: body,
    headers: { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${created},v1=${v1}` },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  return giftId
}
