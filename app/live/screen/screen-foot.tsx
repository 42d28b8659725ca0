import { useTranslation } from 'react-i18next'
import { Seal } from '~/ui/seal'
import type { ScreenCampaign } from './screen-now'

/** So many names stand in two lines. */
const mostSponsors = 10

/** Who collects, under which filing: the law wants it shown wherever money is asked for (FIELD.md). */
export function ScreenFoot({ campaign }: { campaign: ScreenCampaign }) {
  const { t } = useTranslation('screen')
  const { filingNumber, designatedPlatform, membersOnly, sponsors } = campaign
  const shown = sponsors.slice(0, mostSponsors)
  return (
    <footer className="screen-foot">
      {shown.length > 0 && (
        <p className="screen-sponsors">
          {t('sponsors', { names: shown.join(' · ') })}
          {sponsors.length > shown.length && ` ${t('moreSponsors', { n: sponsors.length - shown.length })}`}
        </p>
      )}
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
