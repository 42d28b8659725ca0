import { useTranslation } from 'react-i18next'
import { formatCount, formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import type { ListedMonthly } from './list-monthly.server'
import { MonthlyStateTag } from './monthly-view'

type Row = Omit<ListedMonthly, 'subscriptionRef' | 'checkoutRef' | 'checkoutUrl'>

/** Monthly gifts at the desk: who, what, how it stands, and why the last charge failed. */
export function MonthlyList({ locale, rows }: { locale: Locale; rows: readonly Row[] }) {
  const { t } = useTranslation('givenMonthly')
  const day = (at: Date) => formatDay(locale, shanghaiDay(new Date(at)))
  return (
    <Table
      caption={t('list')}
      captionHidden
      rows={rows}
      rowKey={(m) => m.id}
      columns={[
        {
          id: 'donor',
          header: t('column.donor'),
          rowHeader: true,
          cell: (m) => (
            <>
              <span lang={/\p{Script=Han}/u.test(m.donorName) ? 'zh-CN' : undefined}>
                {m.donorName || t('anonymous')}
              </span>
              <span className="block text-sm font-normal text-soft [overflow-wrap:anywhere]">
                {m.contactEmail}
              </span>
            </>
          ),
        },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (m) => <Money fen={m.amountFen} /> },
        {
          id: 'state',
          header: t('column.state'),
          cell: (m) => (
            <>
              <MonthlyStateTag state={m.state} label={t(`state.${m.state}`)} />
              {m.failure && (
                <span className="block text-sm text-soft">
                  {t('failed', { why: m.failure })} ·{' '}
                  {m.nextTryAt ? t('again', { day: day(m.nextTryAt) }) : t('notAgain')}
                </span>
              )}
              {m.state === 'ended' && m.endReason && (
                <span className="block text-sm text-soft">{t(`reason.${m.endReason}`)}</span>
              )}
            </>
          ),
        },
        {
          id: 'next',
          header: t('column.next'),
          noWrap: true,
          cell: (m) => (m.nextChargeAt ? day(m.nextChargeAt) : '–'),
        },
        {
          id: 'charged',
          header: t('column.charged'),
          align: 'end',
          wideOnly: true,
          cell: (m) => formatCount(m.charged),
        },
        {
          id: 'campaign',
          header: t('column.campaign'),
          wideOnly: true,
          cell: (m) => inLocale(locale, { zh: m.campaignZh, en: m.campaignEn }),
        },
      ]}
    />
  )
}
