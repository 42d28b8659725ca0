import { useTranslation } from 'react-i18next'
import { buttonClass } from '~/ui/button-look'
import { Notice } from '~/ui/notice'

/** Why something cannot be changed just now, and the way to sign in once more. A full load: the session changes. */
export function OnceMore({ href }: { href: string }) {
  const { t } = useTranslation('account')
  return (
    <Notice kind="attention" title={t('again.title')}>
      <p>{t('again.why')}</p>
      <a href={href} className={buttonClass({ variant: 'secondary' })}>
        {t('again.go')}
      </a>
    </Notice>
  )
}
