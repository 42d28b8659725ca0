import { type Campaign, platformOf, takesGifts, textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { listSponsorNames } from '~/giving/read-sponsors.server'
import { formatDay, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { LiveTotals } from '../live-totals.server'
import type { RecentGifts } from '../recent-gifts.server'
import type { ScreenCampaign, ScreenNow } from './screen-now'

interface Sources {
  db: Sql
  live: LiveTotals
  recent: RecentGifts
  now(): Date
}

/** A public campaign's big screen as of now, in `locale`; null where there is no public campaign with this slug. */
export async function readScreen(
  house: Sources,
  slug: string,
  locale: Locale,
  build: string,
): Promise<ScreenNow | null> {
  const [campaign, snapshot, gifts, sponsors] = await Promise.all([
    findCampaign(house.db, slug),
    house.live.find(slug),
    house.recent.find(slug),
    listSponsorNames(house.db, slug, locale),
  ])
  if (!campaign || !snapshot) return null
  const now = house.now()
  const today = shanghaiDay(now)
  const early = campaign.state === 'open' && today < campaign.startsOn
  return {
    campaign: { ...said(campaign, locale), sponsors },
    totals: snapshot.totals,
    gifts: gifts ?? [],
    giving: takesGifts(campaign, today) ? 'open' : early ? 'early' : 'over',
    at: now.getTime(),
    build,
  }
}

function said(campaign: Campaign, locale: Locale): Omit<ScreenCampaign, 'sponsors'> {
  const { slug, goalFen, filingNumber, membersOnly, madeUp, eventOn, startsOn, endsOn } = campaign
  const otherLocale = locale === 'en' ? 'zh-CN' : 'en'
  const { name, summary, place } = textOf(campaign, locale)
  const from = formatDay(locale, startsOn)
  return {
    ...{ slug, filingNumber, membersOnly, madeUp, name, summary, place, otherLocale, from },
    otherName: textOf(campaign, otherLocale).name,
    day: eventOn ? formatDay(locale, eventOn) : `${from} – ${formatDay(locale, endsOn)}`,
    goalFen: goalFen?.toString() ?? null,
    designatedPlatform: platformOf(campaign, locale),
  }
}
