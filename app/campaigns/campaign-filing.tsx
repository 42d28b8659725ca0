import { useTranslation } from 'react-i18next'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import type { Campaign } from './campaign'

/**
 * The foot of every fundraising's page: filing number and designated platform of a public one, which the law wants
 * shown (Charity Law and Order 81 of the Ministry of Civil Affairs; FIELD.md), or that it is none.
 */
export function CampaignFiling({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const items = [
    campaign.filingNumber && { term: t('page.filing'), detail: campaign.filingNumber },
    campaign.designatedPlatform && { term: t('page.platform'), detail: campaign.designatedPlatform },
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
