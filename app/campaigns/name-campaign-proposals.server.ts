import type { NamesProposals } from '~/identity/named-proposal'
import { inLocale } from '~/platform/i18n'
import { nameCampaigns } from './name-campaigns.server'

/** What proposals to open or to settle a campaign are about. */
export const nameCampaignProposals: NamesProposals = async (sql, locale, proposals) => {
  const ours = proposals.filter(({ subject }) => subject.kind === 'campaign')
  const named = await nameCampaigns(
    sql,
    ours.map(({ subject }) => subject.id),
  )
  const names = new Map(named.map((campaign) => [campaign.slug, inLocale(locale, campaign)]))
  return new Map(
    ours.map(({ id, subject }) => [
      id,
      { about: names.get(subject.id) ?? subject.id, path: `/desk/campaigns/${subject.id}` },
    ]),
  )
}
