import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { buttonClass } from './button-look'
import { KapokSprig } from './kapok-sprig'

/** The three ways a page fails that a visitor can tell apart. */
export type ErrorKind = 'notFound' | 'tooMany' | 'broken'

export const errorKind = (status: number): ErrorKind =>
  status === 404 ? 'notFound' : status === 429 ? 'tooMany' : 'broken'

/** Says what happened, that money is safe, and where to go. Plain links: after an error the router is not trusted. */
export function ErrorPage({ status }: { status: number }) {
  const { t } = useTranslation('ui')
  const { pathname, search } = useLocation()
  const locale = localeOfPath(pathname)
  const kind = errorKind(status)
  return (
    <div className="page-text py-6 sm:py-10">
      <KapokSprig
        flowers={kind === 'tooMany' ? 2 : kind === 'notFound' ? 1 : 0}
        className="h-28 max-w-full text-wood"
      />
      <p className="tabular mt-6 text-soft">{status}</p>
      <h1 className="font-serif text-3xl font-bold">{t(`error.${kind}Title`)}</h1>
      <p className="mt-3 text-lg">{t(`error.${kind}Text`)}</p>
      <p className="mt-8 flex flex-wrap gap-3">
        {kind !== 'notFound' && (
          <a href={pathname + search} className={buttonClass({})}>
            {t('error.retry')}
          </a>
        )}
        <a
          href={pathIn(locale, '/')}
          className={buttonClass({ variant: kind === 'notFound' ? 'primary' : 'secondary' })}
        >
          {t('error.toHome')}
        </a>
        <a href={pathIn(locale, '/check')} className={buttonClass({ variant: 'quiet' })}>
          {t('error.check')}
        </a>
      </p>
    </div>
  )
}
