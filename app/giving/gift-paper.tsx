import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { QrFigure } from '~/ui/qr-figure'
import type { QrDrawing } from '~/ui/qr-path'
import type { Gift } from './gift'

export interface GiftPaperProps {
  gift: Pick<Gift, 'amountFen' | 'feeCoverFen' | 'paidOn'>
  acknowledgement: { number: string; code: string }
  qr: QrDrawing & { url: string }
  locale: Locale
}

/** The acknowledgement on the donor's page: its number, its code, and both ways to keep it. */
export function GiftPaper({ gift, acknowledgement: { number, code }, qr, locale }: GiftPaperProps) {
  const { t } = useTranslation('giving')
  return (
    <Panel id="acknowledgement" title={t('gift.paper')}>
      <div className="grid gap-6 sm:grid-cols-[1fr_auto]">
        <div className="min-w-0 space-y-4">
          <DefinitionList
            items={[
              { term: t('gift.number'), detail: <span className="tabular">{number}</span> },
              { term: t('gift.code'), detail: <span className="tabular">{code}</span> },
              { term: t('check.amount'), detail: <Money fen={gift.amountFen} /> },
              ...(gift.feeCoverFen > 0n
                ? [{ term: t('gift.fee'), detail: <Money fen={gift.feeCoverFen} /> }]
                : []),
              { term: t('check.date'), detail: formatDay(locale, gift.paidOn!) },
            ]}
          />
          <p className="no-print flex flex-wrap gap-3">
            <LinkButton to={pathIn(locale, `/acknowledgements/${number}/${code}.pdf`)} reloadDocument>
              {t('gift.download')}
            </LinkButton>
            <LinkButton variant="secondary" to={pathIn(locale, `/check/${number}/${code}`)}>
              {t('gift.checkPage')}
            </LinkButton>
          </p>
          <p className="text-sm text-soft">
            {t('gift.keep')} {t('check.notTicket')}
          </p>
        </div>
        <QrFigure qr={qr} title={t('gift.qrTitle')} caption={t('gift.qrCaption')} href={qr.url} size={176} />
      </div>
    </Panel>
  )
}
