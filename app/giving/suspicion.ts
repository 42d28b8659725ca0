/**
 * What looks wrong. `card-testing`: a burst of checkouts that hardly any are paid of; `quick-refund`: asked back within days of being
 * given; `pledge-on-off`: promised and withdrawn again and again; `circular-pledge`: what arrived on a pledge went back to the same
 * name; `watched-gift`: given again from an address that a person wants to see; `match-splitting`: held by the rules of matching, because it looks like
 * others.
 * The rules stand in docs/decisions/0027.
 */
export const suspicionKinds = [
  'card-testing',
  'quick-refund',
  'pledge-on-off',
  'circular-pledge',
  'watched-gift',
  'match-splitting',
] as const
export type SuspicionKind = (typeof suspicionKinds)[number]

/** Numbers and references to look by; no name, address or account. Money is whole fen as text. */
export interface SuspicionFacts {
  giftId?: string
  amountFen?: string
  refundFen?: string
  days?: number
  reason?: string
  unpaid?: number
  failed?: number
  confirmed?: number
  minutes?: number
  times?: number
  /** References of pledges, with their ids. */
  pledges?: { id: string; reference: string }[]
  arrivedFen?: string
  outFen?: string
  /** Bank lines: what came, and what went. */
  lineIn?: string
  lineOut?: string
}

export const verdicts = ['fine', 'real'] as const
export type Verdict = (typeof verdicts)[number]
/** `watch`: what this gift's address pays next is held until a person has looked, and what comes otherwise is in the queue as well. */
export const consequences = ['none', 'watch'] as const
export type Consequence = (typeof consequences)[number]

export interface SuspicionDecision {
  verdict: Verdict
  reason: string
  consequence: Consequence
  decidedName: string
  decidedAt: Date
}
export interface Suspicion {
  id: string
  kind: SuspicionKind
  campaign: string | null
  facts: SuspicionFacts
  state: 'open' | Verdict
  decisions: number
  foundAt: Date
  /** The latest first. */
  history: SuspicionDecision[]
}

export const longestReason = 300
/** Days within which a refund is quick. */
export const quickDays = 7
/** Days within which promises are taken back again and again, and how often. */
export const onOffDays = 30
export const onOffTimes = 3
/** Days within which money that arrived on a pledge goes back to the same name. */
export const circularDays = 30
