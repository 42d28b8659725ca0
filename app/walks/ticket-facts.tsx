import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { spellCard } from './card-id'
import type { Ticket } from './ticket'

/** Bib number, level, day, state and stamps of a card: what whoever has its code may know. */
export function TicketFacts({ locale, ticket }: { locale: Locale; ticket: Ticket }) {
  const { t } = useTranslation('walks')
  const { registration, stamps, checkpoints } = ticket
  const going = ticket.finished ? t('ticket.finished') : ticket.started ? t('ticket.started') : null
  const state = registration ? t(`ticket.${registration.state}`) : t('ticket.visitor')
  const place = inLocale(locale, ticket.place)
  const completed = ticket.completed
    .map((level) => inLocale(locale, level))
    .join(locale === 'en' ? ', ' : '、')
  return (
    <>
      {registration?.bib != null && (
        <p className="mb-4">
          <span className="block text-sm text-soft">{t('ticket.bib')}</span>
          <span className="tabular font-serif text-6xl leading-none font-bold">{registration.bib}</span>
        </p>
      )}
      <DefinitionList
        short
        items={[
          { term: t('ticket.state'), detail: [state, going].filter(Boolean).join(' · ') },
          ...(registration
            ? [{ term: t('ticket.level'), detail: inLocale(locale, registration.level) }]
            : []),
          { term: t('ticket.day'), detail: formatDay(locale, ticket.day) },
          ...(place ? [{ term: t('ticket.place'), detail: place }] : []),
          {
            term: t('ticket.stamps'),
            detail: <span className="tabular">{t('ticket.stampsOf', { n: stamps, all: checkpoints })}</span>,
          },
          ...(completed ? [{ term: t('ticket.completed'), detail: completed }] : []),
        ]}
      />
      {ticket.carried && <p className="mt-3 text-sm text-soft">{t('ticket.carried')}</p>}
      <p className="tabular mt-3 text-sm text-soft">{spellCard(ticket.card)}</p>
    </>
  )
}
