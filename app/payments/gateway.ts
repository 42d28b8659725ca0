import type { Outcome } from '~/platform/outcome'
import type { MonthlyHint } from './subscription-gateway'

/** How the money came; as shown in totals by channel. `other`: another way, or the event does not say. */
export type Channel = 'card' | 'alipay' | 'wechat_pay' | 'other'

/** A way of paying that a donor chooses by name, where more than one gateway is set up. */
export type Way = Exclude<Channel, 'other'>

/** What a provider's event says about one gift. `amountFen` is what was really charged, including a covered fee. */
export interface PaymentFact {
  about?: undefined
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

/** What a provider's event says about money that goes back, or is withheld. The payment may not have been told of yet. */
export interface BackFact {
  /** `refund-total`: how much of the payment has gone back so far, without naming each refund; it only proves that none was missed. */
  about: 'refund' | 'refund-total' | 'dispute'
  /** The provider's lasting name of the refund or the dispute; of a total, the payment's. */
  ref: string
  paymentRef: string
  status: 'pending' | 'succeeded' | 'failed' | 'withheld' | 'won' | 'lost'
  amountFen: string
  currency: string
  /** The refund of ours that this is, where it carries its id. */
  refundId?: string
  /** Why it failed, in the provider's word. */
  failure?: string
  /** Of a dispute: when it was opened. */
  openedAt?: string
  at: string
}

/** An event that could not be read or is not for us: a person has to look. */
export interface Notice {
  /** The alert's kind. */
  kind: 'refund-not-booked' | 'dispute-not-booked' | 'event-unreadable' | 'event-of-other-mode'
  /** The gift where the event names it, otherwise the payment, the charge or the event itself. */
  subject: string
  detail: Record<string, string>
}

/** One verified event; of `fact` and `notice` at most one is there. `payload` is the raw body; it is stored without who paid. */
export interface ProviderEvent {
  provider: string
  id: string
  type: string
  createdAt: string
  payload: string
  /** Null for types that say nothing about a gift's payment. */
  fact: PaymentFact | BackFact | MonthlyHint | null
  notice: Notice | null
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
  /** The way that the donor chose; without it the provider's page asks. */
  way?: Way
  /** Our page that shows a code to scan, for providers that answer one instead of a page of theirs. */
  scanUrl?: string
  /** On what the donor sits, as their browser says; WeChat wants to know from which address a phone pays. */
  device?: PayingDevice
}

export interface PayingDevice {
  kind: 'phone' | 'desktop'
  address: string
}

export interface Checkout {
  ref: string
  /** Where the donor goes next: the provider's page, or `scanUrl`. */
  url: string
  /** What `scanUrl` shows as a QR code. */
  code?: string
}

/** A webhook's headers, names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Something of ours that a provider has not told the end of. */
export type OpenQuestion = { since: Date } & (
  | { about: 'payment'; giftId: string }
  | { about: 'refund'; refundId: string; paymentRef: string; amountFen: bigint }
)

export interface PaymentState {
  fact: PaymentFact | null
  /** Still open for paying, and where. */
  openUrl: string | null
}

/** What the provider's API answered instead of doing `doing`. Holds no keys, no bodies and no donor. */
export interface ProviderFault {
  provider: string
  doing: string
  type: string
  code: string
  /** HTTP; 0 when no answer came. */
  status: number
  /** The provider's name of the request, to find it in its dashboard; empty when no answer came. */
  requestId: string
}

/** One movement of the provider's balance. */
export interface BalanceTransaction {
  id: string
  type: string
  /** Gross, signed as it moves the balance; the fee is taken off it besides. */
  amountFen: string
  feeFen: string
  currency: string
  /** What moved it: a charge, a refund, a dispute, a payout. */
  sourceRef: string
  /** The source's payment, and the gift that the payment names; empty where it has none. */
  paymentRef: string
  giftId: string
  at: string
}

/** A transfer of the provider's to our bank account. */
export interface ProviderPayout {
  id: string
  amountFen: string
  currency: string
  status: string
  createdAt: string
  /** The day it is to be at the bank, `YYYY-MM-DD`. */
  arrivesOn: string
}

/** What a payment provider must be able to do for us. Adapters: stripe/, wechat/, alipay/. */
export interface Gateway {
  provider: string
  /** The ways of paying that it takes. */
  ways: readonly Way[]
  /** Where its webhooks knock. */
  webhookPath: string
  /** What says to the provider that a webhook is taken and need not come again. */
  webhookTaken: { type: string; body: string }
  /** Origins a form may lead to, for the content security policy. */
  checkoutOrigins: string[]
  /** `unavailable`: try again later; `refused`: the provider will not take this one. */
  createCheckout(input: CheckoutInput): Promise<Outcome<Checkout, 'unavailable' | 'refused'>>
  fetchPayment(checkoutRef: string): Promise<Outcome<PaymentState, 'unavailable' | 'unknown'>>
  refund(input: {
    paymentRef: string
    amountFen: bigint
    key: string
  }): Promise<Outcome<{ refundRef: string }, 'unavailable' | 'refused'>>
  /** Its balance cannot be read: `listBalanceTransactions` is empty. */
  listsNoBalance?: boolean
  /** Movements of one payout, or since an instant; in no promised order. Throws when the provider cannot be reached. */
  listBalanceTransactions(of: { payoutRef: string } | { since: Date }): AsyncIterable<BalanceTransaction>
  /** Payouts made since. Throws when the provider cannot be reached. */
  listPayouts(since: Date): AsyncIterable<ProviderPayout>
  /** Events after `cursor` (an event id; null: from the first the provider still has), oldest first. Throws when the provider cannot be reached. */
  listEventsSince(cursor: string | null): AsyncIterable<ProviderEvent>
  /**
   * Of a provider that keeps no list of events (`listEventsSince` is empty then): what it says now about one thing of ours. Null while
   * that is nothing new. `push`: it sends webhooks about this, so that an answer here means one was lost.
   */
  askAbout?(
    question: OpenQuestion,
  ): Promise<Outcome<{ event: ProviderEvent | null; push: boolean }, 'unavailable' | 'refused'>>
  /** `now` in seconds, for the tolerance of 300 s. */
  verifyWebhook(
    rawBody: Buffer,
    headers: WebhookHeaders,
    now?: number,
  ): Outcome<
    { event: ProviderEvent },
    'signature-missing' | 'signature-invalid' | 'signature-stale' | 'payload-invalid'
  >
}
