import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import type { Registration } from './find-registration.server'

interface RegistrationPageProps {
  locale: Locale
  registration: Registration
  /** Something was typed: the form stays, also when registration has ended meanwhile. */
  typed: boolean
  /** The name of the unit whose members register here. */
  unit?: string
  children: ReactNode
}

/** What the walk is, whether it takes people, and the form when it does. */
export function RegistrationPage({ locale, registration, typed, unit, children }: RegistrationPageProps) {
  const { t } = useTranslation('registration')
  const { state } = registration
  const name = inLocale(locale, { zh: registration.nameZh, en: registration.nameEn })
  const campaign = pathIn(locale, `/campaigns/${registration.campaign}`)
  const way = 'link inline-flex min-h-11 items-center'
  return (
    <div className="page-text space-y-6">
      <header>
        <p>
          <a className={way} href={campaign}>
            {t('back')}
          </a>
        </p>
        <h1 className="font-serif text-3xl font-bold">{unit ? t('unitMember', { unit }) : t('title')}</h1>
        <p className="mt-1 text-lg text-soft">
          {t('lead', { name, day: formatDay(locale, registration.day) })}
        </p>
        {state === 'open' && (
          <p className="text-soft">
            {t('until', { until: formatInstant(locale, registration.registerUntil) })}
          </p>
        )}
      </header>
      {state !== 'open' && (
        <Notice kind="info" title={state === 'closed' ? t('closed') : t('notYet')}>
          {state === 'closed'
            ? t('closedText')
            : t('notYetText', { from: formatInstant(locale, registration.registerFrom) })}
        </Notice>
      )}
      {(state === 'open' || typed) && children}
      <p className="flex flex-wrap gap-x-6">
        <a className={way} href={`${campaign}/lost-ticket`}>
          {t('lostLink')}
        </a>
        {state === 'open' && !unit && (
          <a className={way} href={`${campaign}/register/unit`}>
            {t('unitLink')}
          </a>
        )}
      </p>
    </div>
  )
}
