import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Party } from './find-party.server'

interface PartyWaysProps {
  locale: Locale
  party: Pick<Party, 'campaign' | 'walkers'>
  here: string
}

/** What else there is to do: the calendar, printing, the campaign. */
export function PartyWays({ locale, party, here }: PartyWaysProps) {
  const { t } = useTranslation('registration')
  const way = 'link inline-flex min-h-11 items-center'
  const coming = party.walkers.some(({ state }) => state === 'registered')
  const walks = party.walkers.some(({ state }) => state !== 'cancelled')
  return (
    <div className="no-print">
      <p className="flex flex-wrap gap-x-6">
        {coming && (
          <a className={way} href={`${here}/tickets.pdf`}>
            {t('party.tickets')}
          </a>
        )}
        {coming && (
          <a className={way} href={`${here}/calendar.ics`} download>
            {t('party.calendar')}
          </a>
        )}
        {walks && (
          <a className={way} href={here.replace('/registrations/', '/fundraise/')}>
            {t('party.page')}
          </a>
        )}
        <a className={way} href={pathIn(locale, `/campaigns/${party.campaign}`)}>
          {t('party.campaign')}
        </a>
      </p>
      {coming && <p className="text-sm text-soft">{t('party.print')}</p>}
    </div>
  )
}
