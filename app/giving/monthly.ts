import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import { shanghaiDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'

/** started (its checkout is open) → active · past_due (a charge failed, the provider tries again) · paused → ended. */
export const monthlyStates = ['started', 'active', 'past_due', 'paused', 'ended'] as const
export type MonthlyState = (typeof monthlyStates)[number]
export const endReasons = ['donor', 'payment-failed', 'campaign-closed', 'provider', 'never-paid'] as const
export type EndReason = (typeof endReasons)[number]

/** What is given each month, and to which funds: `target` as the donor chose it in the form. */
export interface Terms {
  n: number
  amountFen: Fen
  feeCoverFen: Fen
  target: string
  funds: string[]
  shareFens: Fen[]
}

/** 月捐, as its own page and the desk see it. */
export interface Monthly {
  id: string
  campaign: string
  state: MonthlyState
  locale: Locale
  donorName: string
  nameConsent: boolean
  contactEmail: string
  terms: number
  amountFen: Fen
  feeCoverFen: Fen
  target: string
  funds: string[]
  subscriptionRef: string | null
  checkoutRef: string | null
  checkoutUrl: string | null
  nextChargeAt: Date | null
  cardLast4: string
  cardUntil: Day | null
  startedAt: Date | null
  endedAt: Date | null
  endReason: EndReason | null
  createdAt: Date
}

/** One month of it, as the provider charged it. */
export interface MonthlyCharge {
  invoiceRef: string
  giftId: string | null
  state: 'open' | 'paid' | 'missed'
  amountFen: Fen
  failure: string
  nextTryAt: Date | null
  dueAt: Date
  paidAt: Date | null
}

/** Whether it can be changed, paused and stopped. */
export const runs = (state: MonthlyState): boolean =>
  state === 'active' || state === 'past_due' || state === 'paused'

const dayMs = 86_400_000
/** Enough for more than one charge: a campaign that ends sooner is given to once. */
const leastDays = 31

/** Whether a campaign takes monthly gifts on `today`: it is still open when the second charge is due. */
export const takesMonthly = (campaign: { state: string; startsOn: Day; endsOn: Day }, today: Day): boolean =>
  campaign.state === 'open' &&
  campaign.startsOn <= today &&
  Date.parse(campaign.endsOn) - Date.parse(today) >= leastDays * dayMs

/**
 * Whether the provider's calendar, which is UTC's, puts two charges into one month of ours: it charges on the same day each month,
 * in shorter months on the last. Before eight in the morning in Shanghai that last day is the first of our next month.
 */
export const driftsAtMonthEnd = (anchor: Date): boolean =>
  anchor.getUTCHours() >= 16 && anchor.getUTCDate() >= 28

/** Then the following charges come at noon in Shanghai: next month, on the day of the start, at the latest on the 28th. */
export function steadyFrom(anchor: Date): Date {
  const [year, month, day] = shanghaiDay(anchor).split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month, Math.min(day, 28), 4))
}
