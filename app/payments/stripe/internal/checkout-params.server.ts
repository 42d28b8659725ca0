import type Stripe from 'stripe'
import type { CheckoutInput } from '../../gateway'

/**
 * What we ask Stripe for: one line of exactly the gift's amount. The gift's id rides on the session and on the payment
 * intent, whose metadata Stripe copies to the charge, so that every event about the money names the gift. Nothing
 * about the donor is sent: we mail our own acknowledgement, and an address that Stripe dislikes would fail the gift.
 */
export function checkoutParams(input: CheckoutInput): Stripe.Checkout.SessionCreateParams {
  const unitAmount = Number(input.amountFen)
  if (!Number.isSafeInteger(unitAmount) || unitAmount <= 0) {
    throw new RangeError('a checkout needs a positive amount in whole fen')
  }
  const metadata = { giftId: input.giftId }
  return {
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: input.currency.toLowerCase(),
          unit_amount: unitAmount,
          product_data: { name: input.description },
        },
      },
    ],
    // A filter over the methods that the account has switched on; the older explicit list is gone from the parameters.
    allowed_payment_method_types: input.way ? [input.way] : ['card', 'alipay', 'wechat_pay'],
    payment_method_options: { wechat_pay: { client: 'web' } },
    // Otherwise Stripe may offer to charge in another currency, and the amount could not be compared to the fen.
    adaptive_pricing: { enabled: false },
    client_reference_id: input.giftId,
    metadata,
    payment_intent_data: { metadata, description: input.description },
    locale: input.locale === 'zh-CN' ? 'zh' : 'en',
    success_url: input.returnUrl,
    cancel_url: input.cancelUrl,
  }
}
