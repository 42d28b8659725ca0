import type { Day } from '~/platform/dates'

/** Why money goes back, as the desk chooses it. */
export const refundReasons = ['donor-asked', 'duplicate', 'mistake', 'fraud'] as const
export type RefundReason = (typeof refundReasons)[number]
/** In code points. */
export const longestRefundNote = 500

/** How money goes back that came by no provider. */
export const refundWays = ['bank', 'cash'] as const
export type RefundWay = (typeof refundWays)[number]

/** asked (written down) → sent (the provider has it) → settled (the provider, or whoever paid it, says so: booked) · failed. */
export type RefundState = 'asked' | 'sent' | 'settled' | 'failed'

export interface Refund {
  id: string
  amountFen: bigint
  feeFen: bigint
  reason: RefundReason | 'at-provider'
  note: string
  state: RefundState
  failure: string
  providerRef: string | null
  /** Empty where a provider sends it, and while it is not paid. */
  paidBy: RefundWay | ''
  paidName: string
  /** Its proof, by the file's id; empty where a provider sends it. */
  evidence: string
  evidenceName: string
  bankLineId: string | null
  askedName: string
  askedAt: Date
  refundedOn: Day | null
}

export interface Dispute {
  id: string
  providerRef: string
  amountFen: bigint
  feeFen: bigint
  overFen: bigint
  state: 'withheld' | 'won' | 'lost'
  openedOn: Day
  closedOn: Day | null
}

/** Everything that went back of a gift, is on its way or is withheld, and what of it is still there. */
export interface MoneyBack {
  refunds: Refund[]
  disputes: Dispute[]
  leftFen: bigint
  feeLeftFen: bigint
  /** A proposal to refund waits for a second person. */
  waits: boolean
  /** It came by bank, in cash or by cheque: a treasurer pays it back, no provider does. */
  byHand: boolean
}
