import { useTranslation } from 'react-i18next'
import { buttonClass } from '~/ui/button-look'
import { Notice } from '~/ui/notice'

/**
 * Why something cannot be done just now, and the way to sign in once more, or to prove the second factor. A full load: the
 * session changes.
 */
export function OnceMore({ href, kind = 'sign-in' }: { href: string; kind?: 'sign-in' | 'second-factor' }) {
  const { t } = useTranslation('account')
  return (
    <Notice kind="attention" title={t(kind === 'sign-in' ? 'again.title' : 'again.factorTitle')}>
      <p>{t(kind === 'sign-in' ? 'again.why' : 'again.factorWhy')}</p>
      <a href={href} className={buttonClass({ variant: 'secondary' })}>
        {t(kind === 'sign-in' ? 'again.go' : 'again.factorGo')}
      </a>
    </Notice>
  )
}
