import type { Outcome } from '~/platform/outcome'

/** How the money came; as shown in totals by channel. `other`: another way, or the event does not say. */
export type Channel = 'card' | 'alipay' | 'wechat_pay' | 'other'

/** What a provider's event says about one gift. `amountFen` is what was really charged, including a covered fee. */
export interface PaymentFact {
  /** Empty when the money names no gift: announced all the same, so that a person hears of it. */
  giftId: string
  status: 'paid' | 'processing' | 'failed' | 'expired'
  amountFen: string
  currency: string
  /** The provider's lasting name of the payment (payment intent), or of the checkout when there is no payment yet. */
  paymentRef: string
  channel: Channel
  /** When it happened at the provider, ISO 8601 with zone. */
  at: string
}

/** One verified event; `fact` is null for types that say nothing about a gift. `payload` is the raw body. */
export interface ProviderEvent {
  provider: string
  id: string
  type: string
  createdAt: string
  payload: string
  fact: PaymentFact | null
}

export interface CheckoutInput {
  /** Also the idempotency key: the same gift never opens two checkouts. */
  giftId: string
  amountFen: bigint
  currency: 'CNY'
  /** What the donor sees on the provider's page. */
  description: string
  locale: 'zh-CN' | 'en'
  returnUrl: string
  cancelUrl: string
  /** Where the provider may send its own receipt; empty when the donor left none. */
  email: string
}

export interface PaymentState {
  fact: PaymentFact | null
  /** Still open for paying, and where. */
  openUrl: string | null
}

/** What a payment provider must be able to do for us. Adapters: stripe/. */
export interface Gateway {
  provider: string
  /** Origins a form may lead to, for the content security policy. */
  checkoutOrigins: string[]
  /** `unavailable`: try again later; `refused`: the provider will not take this one. */
  createCheckout(
    input: CheckoutInput,
  ): Promise<Outcome<{ ref: string; url: string }, 'unavailable' | 'refused'>>
  fetchPayment(checkoutRef: string): Promise<Outcome<PaymentState, 'unavailable' | 'unknown'>>
  refund(input: {
    paymentRef: string
    amountFen: bigint
    key: string
  }): Promise<Outcome<{ refundRef: string }, 'unavailable' | 'refused'>>
  /** Events after `cursor` (an event id; null: from the first the provider still has), oldest first. Throws when the provider cannot be reached. */
  listEventsSince(cursor: string | null): AsyncIterable<ProviderEvent>
  /** `now` in seconds, for the tolerance of 300 s. */
  verifyWebhook(
    rawBody: Buffer,
    signature: string | undefined,
    now?: number,
  ): Outcome<
    { event: ProviderEvent },
    'signature-missing' | 'signature-invalid' | 'signature-stale' | 'payload-invalid'
  >
}
