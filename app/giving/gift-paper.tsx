import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { QrFigure } from '~/ui/qr-figure'
import type { QrDrawing } from '~/ui/qr-path'
import { Seal } from '~/ui/seal'
import type { Gift } from './gift'
import type { TicketFacts } from './statement'

export interface GiftPaperProps {
  gift: Pick<Gift, 'id' | 'amountFen' | 'feeCoverFen' | 'paidOn' | 'donorName'>
  acknowledgement: { number: string; code: string }
  /** The finance bureau's ticket, once it is recorded. */
  ticket: TicketFacts | null
  campaign: string
  /** Where a new gift begins. */
  giveAgain: string
  qr: QrDrawing & { url: string }
  locale: Locale
}

/** The acknowledgement on the donor's page: something to keep, with its seal, number and code, and the ways to keep it. */
export function GiftPaper({
  gift,
  acknowledgement,
  ticket,
  campaign,
  giveAgain,
  qr,
  locale,
}: GiftPaperProps) {
  const { t } = useTranslation('giving')
  const { number, code } = acknowledgement
  return (
    <section id="acknowledgement" aria-labelledby="acknowledgement-title">
      <div className="gift-paper">
        <div className="gift-paper-sheet @container">
          <Seal name="到账" characters="到账" animate size={88} className="gift-paper-seal" />
          <h2 id="acknowledgement-title" className="pe-24 font-serif text-xl font-bold sm:text-2xl">
            {t('gift.paper')}
          </h2>
          <p className="pe-24 text-sm text-soft">{t('federation', { ns: 'ui' })}</p>
          <p className="mt-6">
            <Money fen={gift.amountFen} size="display" />
          </p>
          <div className="mt-4 grid items-start gap-x-8 gap-y-6 sm:grid-cols-[minmax(0,1fr)_auto]">
            <DefinitionList
              short
              items={[
                { term: t('gift.number'), detail: <span className="tabular font-semibold">{number}</span> },
                {
                  term: t('gift.code'),
                  detail: <span className="tabular font-semibold tracking-wider">{code}</span>,
                },
                { term: t('check.date'), detail: formatDay(locale, gift.paidOn!) },
                { term: t('check.campaign'), detail: campaign },
                ...(gift.donorName ? [{ term: t('check.donor'), detail: gift.donorName }] : []),
                ...(ticket
                  ? [
                      {
                        term: t('gift.ticket'),
                        detail: (
                          <span className="tabular">
                            {[ticket.code, ticket.number, ticket.checkCode].filter(Boolean).join(' · ')}
                          </span>
                        ),
                      },
                    ]
                  : []),
                ...(gift.feeCoverFen > 0n
                  ? [{ term: t('gift.fee'), detail: <Money fen={gift.feeCoverFen} /> }]
                  : []),
              ]}
            />
            <div className="justify-self-center text-center">
              <QrFigure
                qr={qr}
                title={t('gift.qrTitle')}
                caption={t('gift.qrCaption')}
                href={qr.url}
                size={168}
              />
            </div>
          </div>
        </div>
      </div>
      <p className="no-print mt-5 flex flex-wrap items-center gap-3">
        <LinkButton
          to={pathIn(locale, `/gifts/${gift.id}/acknowledgement.pdf`)}
          size="large"
          className="max-sm:w-full"
          reloadDocument
        >
          {t('gift.download')}
        </LinkButton>
        <LinkButton to={giveAgain} size="large" variant="secondary" className="max-sm:w-full" reloadDocument>
          {t('gift.again')}
        </LinkButton>
        <LinkButton variant="quiet" to={pathIn(locale, `/check/${number}/${code}`)} className="max-sm:w-full">
          {t('gift.checkPage')}
        </LinkButton>
      </p>
      <p className="mt-3 text-sm text-soft">
        <span className="no-print">{t('gift.keep')} </span>
        {t(ticket ? 'gift.ticketIs' : 'check.notTicket')}
      </p>
    </section>
  )
}
