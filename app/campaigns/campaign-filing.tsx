import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { type Campaign, platformOf } from './campaign'

/**
 * The foot of every fundraising's page: filing number and designated platform of a public one, which the law wants
 * shown (Charity Law and Order 81 of the Ministry of Civil Affairs; FIELD.md), or that it is none.
 */
export function CampaignFiling({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const { t } = useTranslation('campaigns')
  const platform = platformOf(campaign, locale)
  const items = [
    campaign.filingNumber && { term: t('page.filing'), detail: campaign.filingNumber },
    platform && { term: t('page.platform'), detail: platform },
  ].filter((item) => !!item)
  return (
    <Panel id="filing" title={t('page.filingTitle')} tone="plain">
      {items.length > 0 && <DefinitionList items={items} />}
      {campaign.membersOnly && <p className="mt-3">{t('page.membersOnly')}</p>}
      {campaign.madeUp && (
        <div className="mt-4">
          <Notice kind="attention">{t('page.madeUp')}</Notice>
        </div>
      )}
    </Panel>
  )
}
