import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { ChartFigure } from './chart-figure'
import { type ChartSpec, yuanLength } from './chart-spec'
import { knownChannel } from './known-channels'
import type { MonitoringFigures } from './monitoring'

interface ShareRow {
  key: string
  name: string
  confirmedFen: string
  gifts: number
}
interface ShareProps {
  id: string
  locale: Locale
  title: string
  chart: string
  column: string
  hint?: string
  rows: readonly ShareRow[]
}

/** How a sum divides over names: lying bars, the table behind them. */
function Shares({ id, locale, title, chart, column, hint, rows }: ShareProps) {
  const { t } = useTranslation('monitoring')
  const spec: ChartSpec = useMemo(
    () => ({
      locale,
      unit: 'yuan',
      sideways: true,
      labels: rows.map((row) => row.name),
      series: [
        {
          label: title,
          kind: 'bar',
          look: 'arrived',
          values: rows.map((row) => yuanLength(row.confirmedFen)),
          said: rows.map((row) => formatFen(BigInt(row.confirmedFen))),
        },
      ],
    }),
    [rows, locale, title],
  )
  return (
    <Panel id={id} title={title}>
      {rows.length === 0 ? (
        <p className="text-soft">{t('share.empty')}</p>
      ) : (
        <ChartFigure label={chart} spec={spec} summary={t('time.table')}>
          <Table
            caption={title}
            captionHidden
            rows={rows}
            rowKey={(row) => row.key}
            columns={[
              { id: 'name', header: column, rowHeader: true, cell: (row) => row.name },
              { id: 'gifts', header: t('time.gifts'), align: 'end', cell: (row) => formatCount(row.gifts) },
              {
                id: 'amount',
                header: t('time.amount'),
                align: 'end',
                cell: (row) => <Money fen={row.confirmedFen} />,
              },
            ]}
          />
          {hint && <p className="mt-2 text-sm text-soft">{hint}</p>}
        </ChartFigure>
      )}
    </Panel>
  )
}

interface FiguresProps {
  locale: Locale
  figures: MonitoringFigures
}

/** How the money of the range came in. */
export function ChannelShares({ locale, figures: { byChannel } }: FiguresProps) {
  const { t } = useTranslation('monitoring')
  const rows = useMemo(
    () =>
      byChannel.map(({ channel, ...row }) => {
        const known = knownChannel(channel)
        const name = known ? t(`page.channel.${known}`, { ns: 'campaigns' }) : channel
        return { ...row, key: channel, name }
      }),
    [byChannel, t],
  )
  return (
    <Shares
      id="channels"
      locale={locale}
      title={t('channel.title')}
      chart={t('channel.chart')}
      column={t('share.way')}
      rows={rows}
    />
  )
}

/** Where the money of the range goes. */
export function FundShares({ locale, figures: { byFund } }: FiguresProps) {
  const { t } = useTranslation('monitoring')
  const rows = useMemo(
    () =>
      byFund.map(({ fund, nameZh, nameEn, ...row }) => ({
        ...row,
        key: fund,
        name: inLocale(locale, { zh: nameZh, en: nameEn }),
      })),
    [byFund, locale],
  )
  return (
    <Shares
      id="funds"
      locale={locale}
      title={t('fund.title')}
      chart={t('fund.chart')}
      column={t('fund.column')}
      hint={t('fund.hint')}
      rows={rows}
    />
  )
}
