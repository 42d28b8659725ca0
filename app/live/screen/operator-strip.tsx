import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'

/** For whoever sets the screen up; it comes with the pointer or the keyboard and goes by itself. */
export function OperatorStrip({
  locale,
  theme,
  slug,
}: {
  locale: Locale
  theme: 'venue' | 'sun'
  slug: string
}) {
  const { t } = useTranslation('screen')
  const here = `/screen/${slug}`
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const sun = theme === 'sun'
  return (
    <nav className="screen-operator" aria-label={t('operator.label')}>
      <span>{t('operator.fullScreen')}</span>
      <a href={pathIn(locale, here) + (sun ? '' : '?theme=sun')}>
        {sun ? t('operator.venue') : t('operator.sun')}
      </a>
      <a href={pathIn(other, here) + (sun ? '?theme=sun' : '')} hrefLang={other} lang={other}>
        {t('otherLanguage', { ns: 'ui' })}
      </a>
      <a href={pathIn(locale, `/campaigns/${slug}`)}>{t('operator.campaign')}</a>
    </nav>
  )
}
