import type { Campaign } from './campaign'
import type { RoutingRule } from './routing'

/** One value of the audit trail's before or after, as JSON keeps it; amounts are whole fen as text. */
export type Fact =
  | string
  | number
  | boolean
  | null
  | readonly number[]
  | readonly { fund: string; basisPoints: number; onOffer: boolean }[]
export type Facts = Record<string, Fact>

/** What can be edited of a campaign, flat, as the trail keeps it: every version of it can be read back from there. */
export function campaignFacts(c: Omit<Campaign, 'series'> & { series: { slug: string } }): Facts {
  return {
    series: c.series.slug,
    edition: c.edition,
    nameZh: c.zh.name,
    nameEn: c.en.name,
    summaryZh: c.zh.summary,
    summaryEn: c.en.summary,
    storyZh: c.zh.story,
    storyEn: c.en.story,
    placeZh: c.zh.place,
    placeEn: c.en.place,
    startsOn: c.startsOn,
    endsOn: c.endsOn,
    eventOn: c.eventOn,
    levelsKm: c.levelsKm,
    goalFen: c.goalFen === null ? null : c.goalFen.toString(),
    cover: c.cover,
    coverAltZh: c.zh.coverAlt,
    coverAltEn: c.en.coverAlt,
    membersOnly: c.membersOnly,
    filingNumber: c.filingNumber,
    designatedPlatform: c.designatedPlatform,
    designatedPlatformEn: c.designatedPlatformEn,
  }
}

/** The routing rule, whole: it only means something with all of its shares. */
export function routingFacts(rule: RoutingRule): Facts {
  const routes = rule.routes.map(({ fund, basisPoints, onOffer }) => ({ fund, basisPoints, onOffer }))
  return { donorMayChoose: rule.donorMayChoose, routes }
}

const same = (a: Fact | undefined, b: Fact | undefined) => JSON.stringify(a) === JSON.stringify(b)

/** What differs between two versions, by name; null when nothing does. */
export function changedFacts(before: Facts, after: Facts): { before: Facts; after: Facts } | null {
  const names = Object.keys(after).filter((name) => !same(before[name], after[name]))
  if (names.length === 0) return null
  const pick = (from: Facts) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  return { before: pick(before), after: pick(after) }
}
