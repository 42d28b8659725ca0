import type { RecentGift } from '~/giving/recent-gift-shape'
import type { Locale } from '~/platform/i18n'
import type { Totals } from '../totals'

/** What the big screen needs to know of a campaign, ready to be said in its language. */
export interface ScreenCampaign {
  slug: string
  name: string
  /** The same in the other language. */
  otherName: string
  otherLocale: Locale
  summary: string
  place: string
  /** The event's day, or the whole period, as it is said. */
  day: string
  /** The first day for giving, as it is said. */
  from: string
  /** Whole fen, as text. */
  goalFen: string | null
  filingNumber: string | null
  designatedPlatform: string | null
  membersOnly: boolean
  madeUp: boolean
  /** Sponsors that may be named, the highest level first. */
  sponsors: string[]
}

/** All that stands on the big screen at one moment; it asks for the whole of it again every few seconds. */
export interface ScreenNow {
  campaign: ScreenCampaign
  totals: Totals
  gifts: RecentGift[]
  giving: 'open' | 'early' | 'over'
  /** The server's clock, ms. */
  at: number
  /** Which build of the site answered. */
  build: string
}
