import { useTranslation } from 'react-i18next'
import { Seal } from '~/ui/seal'
import type { ScreenCampaign } from './screen-now'

/** Who collects, under which filing: the law wants it shown wherever money is asked for (FIELD.md). */
export function ScreenFoot({ campaign }: { campaign: ScreenCampaign }) {
  const { t } = useTranslation('screen')
  const { filingNumber, designatedPlatform, membersOnly } = campaign
  return (
    <footer className="screen-foot">
      <span className="screen-mark">
        <Seal name="善行" cut="white" straight />
      </span>
      <b>{t('federation', { ns: 'ui' })}</b>
      {filingNumber && <span className="tabular">{t('filing', { number: filingNumber })}</span>}
      {designatedPlatform && <span>{t('platform', { name: designatedPlatform })}</span>}
      {membersOnly && <span>{t('membersOnly')}</span>}
      <span className="screen-checkable">{t('checkable')}</span>
    </footer>
  )
}
