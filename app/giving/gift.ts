import type { Fen } from '~/money/fen'
import type { Channel } from '~/payments/gateway'
import type { Day } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'

/**
 * started (checkout opened) → pending (the provider says the payment is under way) → confirmed (money arrived, entry
 * posted) · failed · expired · held (amount or currency differs: a person decides, nothing is posted).
 */
export type GiftState = 'started' | 'pending' | 'confirmed' | 'failed' | 'expired' | 'held'

export interface GiftShare {
  fund: string
  nameZh: string
  nameEn: string
  amountFen: Fen
}

/** A gift as its own donor may see it. */
export interface Gift {
  id: string
  campaign: string
  state: GiftState
  amountFen: Fen
  feeCoverFen: Fen
  currency: string
  locale: Locale
  donorName: string
  nameConsent: boolean
  /** A moderator took the public name back: it is shown as if there were no consent. */
  nameHidden: boolean
  contactEmail: string
  message: string
  dedication: string
  checkoutRef: string | null
  checkoutUrl: string | null
  channel: Channel | null
  acknowledgement: { number: string; code: string } | null
  entryId: bigint | null
  paidOn: Day | null
  createdAt: Date
  /** All of it has gone back. */
  refunded: boolean
  /** What of `amountFen` has gone back so far. */
  refundedFen: Fen
  shares: GiftShare[]
}
