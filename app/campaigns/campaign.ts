import type { Day } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import type { RoutingRule } from './routing'

/** draft (being written) → open (takes gifts) → closed (takes none; late payments still arrive) → settled (final). */
export const campaignStates = ['draft', 'open', 'closed', 'settled'] as const
export type CampaignState = (typeof campaignStates)[number]

export interface CampaignText {
  name: string
  summary: string
  story: string
  place: string
  coverAlt: string
}

/** One edition (届) of a series, with its texts in both languages. */
export interface Campaign {
  slug: string
  series: { slug: string; zh: string; en: string }
  edition: number
  state: CampaignState
  zh: CampaignText
  en: CampaignText
  startsOn: Day
  endsOn: Day
  eventOn: Day | null
  levelsKm: number[]
  goalFen: bigint | null
  /** Path under public/. */
  cover: string
  /** "Not public fundraising: members and units only": then no filing number is needed. */
  membersOnly: boolean
  filingNumber: string | null
  /** As the platform is called in Chinese, and in English where it has such a name. */
  designatedPlatform: string | null
  designatedPlatformEn: string | null
  /** Invented for the demonstration; every page that shows it says so. */
  madeUp: boolean
  routing: RoutingRule
  /** Count saves of the texts and of the routing rule: whoever saves says which one they began from. */
  version: number
  routingVersion: number
}

export const textOf = (campaign: Campaign, locale: Locale): CampaignText =>
  locale === 'en' ? campaign.en : campaign.zh

/** The platform's name in `locale`; the Chinese one where there is no other. */
export const platformOf = (
  campaign: Pick<Campaign, 'designatedPlatform' | 'designatedPlatformEn'>,
  locale: Locale,
): string | null => (locale === 'en' && campaign.designatedPlatformEn) || campaign.designatedPlatform

/** Takes gifts on `day` (Asia/Shanghai): open, and within its period. */
export const takesGifts = (campaign: Pick<Campaign, 'state' | 'startsOn' | 'endsOn'>, day: Day): boolean =>
  campaign.state === 'open' && campaign.startsOn <= day && day <= campaign.endsOn
