import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { type Campaign, textOf } from './campaign'

/** When, where, how far and for which funds. */
export function CampaignFacts({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const { t } = useTranslation('campaigns')
  const place = textOf(campaign, locale).place
  const period = `${formatDay(locale, campaign.startsOn)} – ${formatDay(locale, campaign.endsOn)}`
  const funds = campaign.routing.routes.filter(
    (r) => r.basisPoints > 0 || (campaign.routing.donorMayChoose && r.onOffer),
  )
  const items = [
    { term: t('page.when'), detail: period },
    campaign.eventOn && { term: t('page.eventOn'), detail: formatDay(locale, campaign.eventOn) },
    place && { term: t('page.where'), detail: place },
    campaign.levelsKm.length > 0 && {
      term: t('page.levels'),
      detail: campaign.levelsKm.map((km) => t('page.km', { km })).join(locale === 'en' ? ', ' : '、'),
    },
    {
      term: t('page.funds'),
      detail: (
        <ul className="space-y-1">
          {funds.map((r) => (
            <li key={r.fund} className="flex items-baseline justify-between gap-x-4">
              <a className="link" href={pathIn(locale, `/funds/${r.fund}`)}>
                {inLocale(locale, { zh: r.nameZh, en: r.nameEn })}
              </a>
              <span className="tabular shrink-0 text-soft">
                {r.basisPoints > 0 ? `${r.basisPoints / 100}%` : t('page.byChoice')}
              </span>
            </li>
          ))}
        </ul>
      ),
    },
  ].filter((item) => !!item)
  return (
    <div className="[&>dl]:border-b-0">
      <DefinitionList short items={items} />
    </div>
  )
}
