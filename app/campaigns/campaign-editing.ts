import type { Campaign, CampaignState } from './campaign'
import type { Fact, Facts } from './campaign-history'
import { routingRefusal } from './routing'

const words = ['nameZh', 'nameEn', 'summaryZh', 'summaryEn', 'storyZh', 'storyEn', 'coverAltZh', 'coverAltEn']
const filing = ['filingNumber', 'designatedPlatform', 'designatedPlatformEn']

/** What may be changed freely, and what with a reason; what stands in neither is fixed. A draft is free. */
const rules: Record<Exclude<CampaignState, 'draft'>, { free: string[]; withReason: string[] }> = {
  open: {
    free: [...words, 'placeZh', 'placeEn', 'cover', 'goalFen'],
    withReason: ['endsOn', 'eventOn', ...filing],
  },
  closed: { free: [...words, 'placeZh', 'placeEn', 'cover'], withReason: filing },
  // Final: even a wrong letter is corrected with its explanation (Order 81, Art. 16).
  settled: { free: [], withReason: [...words, 'cover', ...filing] },
}

/** Whether a fact of a campaign in `state` may be changed: freely, with a reason, or not at all. */
export function editRule(state: CampaignState, name: string): 'free' | 'reason' | 'fixed' {
  if (state === 'draft' || rules[state].free.includes(name)) return 'free'
  return rules[state].withReason.includes(name) ? 'reason' : 'fixed'
}

export type EditFault = 'fixed' | 'ends-earlier' | 'reason-missing' | 'filing-missing' | 'empty'

/**
 * What forbids changing `before` into `after` (both of `changedFacts`) while the campaign is in `state`, by name.
 * Once public, the period is never cut short (giving is closed instead), no text goes, nor the filing (Order 81).
 */
export function editFaults(
  state: CampaignState,
  { before, after }: { before: Facts; after: Facts },
  options: { reason: string; membersOnly: boolean },
): Record<string, EditFault> {
  if (state === 'draft') return {}
  const faults: Record<string, EditFault> = {}
  const gone = (value: Fact | undefined) => value === '' || value === null
  for (const name of Object.keys(after)) {
    const rule = editRule(state, name)
    if (rule === 'fixed') faults[name] = 'fixed'
    else if (name === 'endsOn' && String(after.endsOn) < String(before.endsOn)) faults[name] = 'ends-earlier'
    else if (words.includes(name) && gone(after[name])) faults[name] = 'empty'
    else if (
      !options.membersOnly &&
      gone(after[name]) &&
      (name === 'filingNumber' || name === 'designatedPlatform')
    )
      faults[name] = 'filing-missing'
    else if (rule === 'reason' && options.reason.trim() === '') faults.reason = 'reason-missing'
  }
  return faults
}

export const openFaults = [
  'texts-missing',
  'filing-missing',
  'unknown-fund',
  'routing-empty',
  'routing-not-whole',
  'routing-fund-twice',
  'routing-nothing-on-offer',
] as const
export type OpenFault = (typeof openFaults)[number]

/**
 * What a draft lacks before it can be opened to the public. Public fundraising needs its filing number and its
 * designated platform (Charity Law and Order 81 of the Ministry of Civil Affairs; FIELD.md), or says that it is for members only.
 */
export function missingToOpen(campaign: Campaign): OpenFault[] {
  const missing: OpenFault[] = []
  const said = [campaign.zh, campaign.en].flatMap((t) => [t.name, t.summary, t.story, t.coverAlt])
  if (said.some((text) => text === '')) missing.push('texts-missing')
  if (!campaign.membersOnly && !(campaign.filingNumber && campaign.designatedPlatform))
    missing.push('filing-missing')
  if (campaign.routing.routes.some((r) => r.nameZh === '')) missing.push('unknown-fund')
  const refusal = routingRefusal(campaign.routing)
  if (refusal) missing.push(refusal)
  return missing
}
