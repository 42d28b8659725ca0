import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Table } from '~/ui/table'
import type { MonitoringFigures } from './monitoring'
import type { DayRange } from './monitoring-range'

interface EditionRow {
  slug: string
  edition: string
  name: string
  days: string
  inRangeFen: string
  byThenFen: string
  inAllFen: string
}

interface EarlierEditionsProps {
  locale: Locale
  figures: MonitoringFigures
  /** The chart above is by the hour: what has no hour is not in it. */
  hourly: boolean
}

/** This edition and the earlier ones in the days that lie beside each other. */
export function EarlierEditions({ locale, figures, hourly }: EarlierEditionsProps) {
  const { t } = useTranslation('monitoring')
  const { editions } = figures
  if (editions.length === 0) return <p className="mt-5 text-sm text-soft">{t('editions.none')}</p>
  const daysOf = ({ from, to }: DayRange) =>
    from === to ? formatDay(locale, from) : `${formatDay(locale, from)} – ${formatDay(locale, to)}`
  const rows: EditionRow[] = [
    {
      slug: figures.totals.campaign,
      edition: t('time.thisEdition'),
      name: '',
      days: daysOf(figures.range),
      inRangeFen: figures.inRange.confirmedFen,
      byThenFen: figures.byThenFen,
      inAllFen: figures.totals.confirmedFen,
    },
    ...editions.map((edition) => ({
      ...edition,
      edition: t('editions.name', { edition: edition.edition }),
      name: inLocale(locale, { zh: edition.nameZh, en: edition.nameEn }),
      days: daysOf(edition.range),
      inRangeFen: edition.moments.reduce((sum, m) => sum + BigInt(m.confirmedFen), 0n).toString(),
    })),
  ]
  const alignments = [...new Set(editions.map((edition) => edition.alignment))]
  return (
    <div className="mt-6 space-y-3">
      <Table
        caption={t('editions.title')}
        rows={rows}
        rowKey={(row) => row.slug}
        columns={[
          {
            id: 'edition',
            header: t('editions.edition'),
            rowHeader: true,
            cell: (row) => (
              <>
                {row.edition}
                <span className="block text-sm font-normal text-soft max-sm:hidden">{row.name}</span>
                <span className="block text-sm font-normal text-soft sm:hidden">{row.days}</span>
                <span className="block text-sm font-normal text-soft sm:hidden">
                  {t('editions.byThen')} <Money fen={row.byThenFen} />
                </span>
              </>
            ),
          },
          { id: 'beside', header: t('editions.beside'), wideOnly: true, cell: (row) => row.days },
          {
            id: 'in',
            header: t('editions.inRange'),
            align: 'end',
            cell: (row) => <Money fen={row.inRangeFen} />,
          },
          {
            id: 'then',
            header: t('editions.byThen'),
            align: 'end',
            wideOnly: true,
            cell: (row) => <Money fen={row.byThenFen} />,
          },
          {
            id: 'all',
            header: t('editions.inAll'),
            align: 'end',
            cell: (row) => <Money fen={row.inAllFen} />,
          },
        ]}
      />
      {alignments.map((alignment) => (
        <p key={alignment} className="text-sm text-soft">
          {t(`editions.${alignment}`)}
        </p>
      ))}
      {hourly &&
        editions
          .filter((edition) => edition.hasDayOnly)
          .map(({ slug, edition }) => <Notice key={slug}>{t('editions.dayOnly', { edition })}</Notice>)}
    </div>
  )
}
