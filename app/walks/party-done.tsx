import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'

/** What came of the last press on a party's page. */
export function PartyDone({ done }: { done: string }) {
  const { t } = useTranslation('registration')
  if (done === 'pay-later') return <Notice kind="refused" live title={t('party.payLater')} />
  if (done === 'nothing-to-pay') return <Notice kind="info" live title={t('party.nothingToPay')} />
  if (done !== 'gone' && done !== 'saved') return null
  return <Notice kind="done" live title={done === 'gone' ? t('party.gone') : t('party.saved')} />
}
