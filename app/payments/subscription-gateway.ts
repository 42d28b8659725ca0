import type { Outcome } from '~/platform/outcome'

/** What a provider's event hints at: something about a subscription has changed there and is to be fetched. Empty where it does not say. */
export interface MonthlyHint {
  about: 'monthly'
  subscriptionRef: string
  /** A checkout that began a subscription, or took a new card. */
  checkoutRef: string
  /** A charge that names no gift and may be a subscription's. */
  paymentRef: string
}

/** What is charged each month. `terms` counts the versions of what the donor agreed to; it comes back with each invoice. */
export interface SubscriptionTerms {
  terms: number
  /** With a covered fee. */
  amountFen: bigint
  currency: 'CNY'
  /** What the donor sees on the provider's page. */
  description: string
}

interface Pages {
  locale: 'zh-CN' | 'en'
  returnUrl: string
  cancelUrl: string
}

export interface SubscriptionInvoice {
  ref: string
  /** `missed`: it will not be asked for again (void, given up, or nothing to pay). */
  state: 'open' | 'paid' | 'missed'
  /** What was asked for, and what of it came. */
  amountFen: string
  paidFen: string
  currency: string
  /** Which terms the subscription had when the invoice became final; null where it does not say. */
  terms: number | null
  /** The payment that paid it; empty when none did. */
  paymentRef: string
  paidAt: string | null
  createdAt: string
  /** How often the card was tried, when it will be again, and the provider's word for why not. */
  attempts: number
  nextTryAt: string | null
  failure: string
}

/** A subscription as the provider has it now. */
export interface SubscriptionState {
  subscriptionRef: string
  customerRef: string
  /** Ours, by its metadata; empty when it is none of ours. */
  monthlyId: string
  terms: number | null
  /** `waiting`: its first charge has not been paid. */
  state: 'waiting' | 'active' | 'past_due' | 'paused' | 'ended'
  endedAt: string | null
  endReason: 'asked' | 'payment-failed' | 'other' | null
  /** Null when none will come by itself. */
  nextChargeAt: string | null
  /** What fixes day and hour of its charges. */
  anchorAt: string
  /** `until`: the last month in which it is good, `YYYY-MM`. */
  card: { last4: string; until: string } | null
  /** The newest hundred, newest first. */
  invoices: SubscriptionInvoice[]
}

export type SubscriptionQuestion =
  | { subscriptionRef: string }
  | { checkoutRef: string }
  | { paymentRef: string }
type Done = Promise<Outcome<object, 'unavailable' | 'refused'>>

/** What a provider must be able to do for monthly gifts, beside its gateway. Only cards can: docs/decisions/0026. */
export interface SubscriptionGateway {
  provider: string
  /** A checkout whose payment is the first charge, and that charges the same each month from then on. */
  openSubscription(
    input: SubscriptionTerms & Pages & { monthlyId: string },
  ): Promise<Outcome<{ ref: string; url: string }, 'unavailable' | 'refused'>>
  /**
   * Asks for the truth. `unknown`: there is none behind what was named; `open`, `expired`: it is still the donor's to pay, or no longer.
   */
  fetchSubscription(
    of: SubscriptionQuestion,
  ): Promise<Outcome<{ subscription: SubscriptionState }, 'unavailable' | 'unknown' | 'open' | 'expired'>>
  /** From the next charge on. What is under way stays as it is. */
  changeTerms(subscriptionRef: string, terms: SubscriptionTerms): Done
  /** Months that fall into a pause are not charged, and not afterwards either. */
  pause(subscriptionRef: string): Done
  resume(subscriptionRef: string): Done
  /** A page of the provider's that takes another card. */
  openCardPage(
    input: Pages & { subscriptionRef: string; customerRef: string },
  ): Promise<Outcome<{ ref: string; url: string }, 'unavailable' | 'refused'>>
  /** The card that a card page took becomes the subscription's, and what is still tried this month is tried with it at once. */
  takeCard(checkoutRef: string): Promise<Outcome<{ subscriptionRef: string }, 'unavailable' | 'unknown'>>
  /** The next charge comes at `at` and the following ones a month apart; nothing is charged before or for it. */
  moveDay(subscriptionRef: string, at: Date): Done
  /** At once and for good; what has not been paid is not asked for any more. Done again it is still done. */
  stop(subscriptionRef: string): Done
}
