import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import type { EntryKind } from './entry'
import { kindWords } from './kind-words'
import type { Adjustment } from './list-adjustments.server'

export interface ClosedPeriod {
  id: string
  /** The last closed day. */
  subjectId: string
  proposedBy: string
  decidedBy: string | null
  decidedAt: Date | null
}

/** What was closed by whom, and what came too late for it. */
export function PeriodHistory({
  locale,
  closed,
  adjustments,
}: {
  locale: Locale
  closed: readonly ClosedPeriod[]
  adjustments: readonly Adjustment[]
}) {
  const { t } = useTranslation('period')
  const { t: words } = useTranslation('ledger')
  return (
    <>
      <Panel id="history" title={t('history')} tone="plain">
        <Table
          caption={t('history')}
          captionHidden
          rows={closed}
          rowKey={(p) => p.id}
          emptyText={t('historyEmpty')}
          columns={[
            {
              id: 'period',
              header: t('period'),
              rowHeader: true,
              noWrap: true,
              cell: (p) => formatDay(locale, p.subjectId),
            },
            { id: 'proposed', header: t('proposedBy'), cell: (p) => p.proposedBy },
            {
              id: 'decided',
              header: t('decidedBy'),
              cell: (p) => (
                <>
                  {p.decidedBy}
                  {p.decidedAt && (
                    <span className="block text-sm text-soft">{formatInstant(locale, p.decidedAt)}</span>
                  )}
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel id="adjustments" title={t('adjustments')} tone="plain">
        <p className="mb-3 text-soft">{t('adjustmentsHint')}</p>
        <Table
          caption={t('adjustments')}
          captionHidden
          rows={adjustments}
          rowKey={(a) => a.entryId}
          emptyText={t('adjustmentsEmpty')}
          columns={[
            {
              id: 'entry',
              header: t('entry'),
              rowHeader: true,
              cell: (a) => `${words(kindWords[a.kind as EntryKind])} ${a.entryId}`,
            },
            { id: 'about', header: t('about'), noWrap: true, cell: (a) => formatDay(locale, a.adjustsOn) },
            {
              id: 'posted',
              header: t('postedOn'),
              noWrap: true,
              cell: (a) => formatDay(locale, a.occurredOn),
            },
          ]}
        />
      </Panel>
    </>
  )
}
