import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Disclosure } from '~/ui/disclosure'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { TicketFacts } from './statement'

interface GiftTicketProps {
  ticket: TicketFacts | null
  confirmed: boolean
  mayVoid: boolean
  answer: 'off' | { note: string; reason: string } | null
  locale: Locale
}

/** The finance bureau's ticket of a gift on its desk page, and the way to take it off again. */
export function GiftTicket({ ticket, confirmed, mayVoid, answer, locale }: GiftTicketProps) {
  const { t } = useTranslation('year')
  if (!confirmed) return null
  const refused = answer !== null && answer !== 'off' ? answer : null
  return (
    <Panel id="ticket" title={t('tickets.one.title')} tone="plain">
      {answer === 'off' && <Notice kind="done" live title={t('tickets.one.offDone')} />}
      {!ticket && <p className="text-soft">{t('tickets.one.none')}</p>}
      {ticket && (
        <DefinitionList
          items={[
            ...(ticket.code
              ? [{ term: t('tickets.one.code'), detail: <span className="tabular">{ticket.code}</span> }]
              : []),
            {
              term: t('tickets.column.number'),
              detail: (
                <>
                  <span className="tabular me-3 font-semibold">{ticket.number}</span>
                  <span className="text-soft">
                    {t('tickets.one.issuedOn', { day: formatDay(locale, ticket.issuedOn) })}
                  </span>
                </>
              ),
            },
            ...(ticket.checkCode
              ? [
                  {
                    term: t('tickets.one.checkCode'),
                    detail: <span className="tabular">{ticket.checkCode}</span>,
                  },
                ]
              : []),
          ]}
        />
      )}
      {ticket && mayVoid && (
        <Disclosure summary={t('tickets.one.off')} open={refused !== null}>
          <Form method="post" action="#ticket" className="space-y-3" preventScrollReset>
            <TextField
              name="note"
              id="void-note"
              label={t('tickets.one.offNote')}
              hint={t('tickets.one.offHint')}
              defaultValue={refused?.note}
              error={refused ? t(`tickets.one.${refused.reason}` as 'tickets.one.note-needed') : undefined}
            />
            <Button name="intent" value="void-ticket" variant="secondary">
              {t('tickets.one.off')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </Panel>
  )
}
