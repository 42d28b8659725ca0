import { useTranslation } from 'react-i18next'
import { inAppBrowser } from '~/platform/phone/in-app-browser'
import { Notice } from '~/ui/notice'

/** Windows inside other apps forget what they keep: said, with the way out; the card works all the same. */
export function InAppNotice() {
  const { t } = useTranslation('card')
  const app = inAppBrowser(navigator.userAgent)
  if (!app) return null
  return (
    <Notice kind="attention" title={t('inApp.title')}>
      <p>{t(`inApp.${app}`)}</p>
      <p>{t('inApp.still')}</p>
    </Notice>
  )
}
