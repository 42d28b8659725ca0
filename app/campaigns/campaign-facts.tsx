import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { type Campaign, textOf } from './campaign'

/** When, where, for which funds, and under which filing number: what the law wants on the page of every fundraising. */
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
        <ul>
          {funds.map((r) => (
            <li key={r.fund}>
              <a className="underline underline-offset-4" href={pathIn(locale, `/funds/${r.fund}`)}>
                {inLocale(locale, { zh: r.nameZh, en: r.nameEn })}
              </a>
              {r.basisPoints > 0 && <span className="tabular text-soft"> {r.basisPoints / 100}%</span>}
            </li>
          ))}
        </ul>
      ),
    },
    campaign.filingNumber && { term: t('page.filing'), detail: campaign.filingNumber },
    campaign.designatedPlatform && { term: t('page.platform'), detail: campaign.designatedPlatform },
  ].filter((item) => !!item)
  return (
    <Panel tone="plain">
      <DefinitionList items={items} />
      {campaign.membersOnly && <p className="mt-3">{t('page.membersOnly')}</p>}
      {campaign.madeUp && (
        <div className="mt-4">
          <Notice kind="attention">{t('page.madeUp')}</Notice>
        </div>
      )}
    </Panel>
  )
}
