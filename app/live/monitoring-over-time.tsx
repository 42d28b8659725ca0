import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { ChartFigure } from './chart-figure'
import { type ChartSpec, type SeriesLook, yuanLength } from './chart-spec'
import { EarlierEditions } from './earlier-editions'
import { type MonitoringFigures, type TimePoint, timePoints, withoutHourFen } from './monitoring'
import { daysIn, isHourly } from './monitoring-range'

interface OverTimeProps {
  locale: Locale
  figures: MonitoringFigures
}

const earlierLooks: readonly SeriesLook[] = ['earlier', 'earliest']
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Where a bar stands, in full: for the table. */
function momentOf(locale: Locale, { day, hour }: TimePoint): string {
  const said = formatDay(locale, day)
  return hour === null ? said : `${said} ${clock(hour)}–${clock((hour + 1) % 24)}`
}

/** The same, short, for the axis: the hour of one day, else the day, with its hour where there are hours. */
function axisOf(locale: Locale, { day, hour }: TimePoint, oneDay: boolean): string {
  if (oneDay) return clock(hour!)
  const short = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const said = short.format(new Date(`${day}T00:00:00Z`))
  return hour === null ? said : `${said} ${clock(hour)}`
}

/** Money over the hours or days of the range, with earlier editions beside it. */
export function MonitoringOverTime({ locale, figures }: OverTimeProps) {
  const { t } = useTranslation('monitoring')
  const { range, inRange, editions } = figures
  const hourly = isHourly(range)
  const points = useMemo(() => timePoints(figures), [figures])
  const names = editions.map((edition) => t('editions.name', { edition: edition.edition }))
  const spec: ChartSpec = useMemo(() => {
    const earlier = editions.flatMap((edition, n) => {
      const values = points.map((p) => p.earlierFen[n] ?? null)
      if (values.every((fen) => fen === null || fen === 0n)) return []
      return {
        label: t('editions.name', { edition: edition.edition }),
        kind: 'line' as const,
        look: earlierLooks[n]!,
        values: values.map((fen) => (fen === null ? null : yuanLength(fen))),
        said: values.map((fen) => (fen === null ? '' : formatFen(fen))),
      }
    })
    const own = {
      label: t('time.thisEdition'),
      kind: 'bar' as const,
      look: 'arrived' as const,
      values: points.map((p) => yuanLength(p.confirmedFen)),
      said: points.map((p) => formatFen(p.confirmedFen)),
    }
    const oneDay = daysIn(range) === 1
    return {
      locale,
      unit: 'yuan',
      labels: points.map((p) => axisOf(locale, p, oneDay)),
      series: [own, ...earlier],
    }
  }, [points, editions, range, locale, t])
  const shown = points.filter(
    (p) => p.confirmedFen !== 0n || p.gifts !== 0 || p.earlierFen.some((fen) => fen),
  )
  const said = { amount: formatFen(BigInt(inRange.confirmedFen)), n: formatCount(inRange.gifts) }
  const noHour = withoutHourFen(figures)
  return (
    <Panel
      id="time"
      title={t('time.title')}
      aside={
        <span className="text-sm text-soft">{hourly ? t('time.byHour', said) : t('time.byDay', said)}</span>
      }
    >
      <ChartFigure label={t('time.chart')} spec={spec} summary={t('time.table')}>
        <Table
          caption={t('time.caption')}
          captionHidden
          rows={shown}
          rowKey={(p) => `${p.day} ${p.hour}`}
          emptyText={t('time.empty')}
          columns={[
            {
              id: 'when',
              header: t('time.when'),
              rowHeader: true,
              noWrap: true,
              cell: (p) => momentOf(locale, p),
            },
            { id: 'gifts', header: t('time.gifts'), align: 'end', cell: (p) => formatCount(p.gifts) },
            {
              id: 'amount',
              header: t('time.amount'),
              align: 'end',
              cell: (p) => <Money fen={p.confirmedFen} />,
            },
            ...editions.map((edition, n) => ({
              id: edition.slug,
              header: names[n],
              align: 'end' as const,
              cell: (p: TimePoint) => (p.earlierFen[n] == null ? '–' : <Money fen={p.earlierFen[n]} />),
            })),
          ]}
        />
        <p className="mt-2 text-sm text-soft">{t('time.onlyWithMoney')}</p>
      </ChartFigure>
      <ul className="mt-3 space-y-1 text-sm text-soft">
        {hourly && <li>{t('time.hourHint')}</li>}
        {hourly && noHour !== 0n && <li>{t('time.withoutHour', { amount: formatFen(noHour) })}</li>}
        {inRange.refundedFen !== '0' && (
          <li>{t('time.refunds', { amount: formatFen(BigInt(inRange.refundedFen)) })}</li>
        )}
      </ul>
      <EarlierEditions locale={locale} figures={figures} hourly={hourly} />
    </Panel>
  )
}
