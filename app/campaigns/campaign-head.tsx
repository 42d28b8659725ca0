import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Tag } from '~/ui/tag'
import { type Campaign, textOf } from './campaign'

/** Picture, state, name and summary. `open`: it takes gifts today. */
export function CampaignHead({
  campaign,
  locale,
  open,
}: {
  campaign: Campaign
  locale: Locale
  open: boolean
}) {
  const { t } = useTranslation('campaigns')
  const text = textOf(campaign, locale)
  return (
    <header className="min-w-0">
      <img className="campaign-cover" src={campaign.cover} alt={text.coverAlt} width={1600} height={900} />
      <p className="mt-4 flex flex-wrap gap-2">
        <Tag tone={open ? 'done' : 'neutral'}>{t(`state.${campaign.state}`)}</Tag>
        {campaign.madeUp && <Tag tone="attention">{t('made_up', { ns: 'ui' })}</Tag>}
      </p>
      <h1 className="mt-2 font-serif text-2xl font-bold sm:text-3xl">{text.name}</h1>
      <p className="mt-2 text-lg text-soft">{text.summary}</p>
    </header>
  )
}
