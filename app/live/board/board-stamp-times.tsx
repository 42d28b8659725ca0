import { Link } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock, formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { type Board, boardWindows } from '~/walks/board'
import { ChartFigure } from '../chart-figure'
import { type ChartSpec, placeLooks } from '../chart-spec'
import { AsOf } from './as-of'

interface StampTimesProps {
  locale: Locale
  board: Board
  /** The board's own address. */
  here: string
}

const clock = (at: number) => formatClock(new Date(at)).slice(0, 5)

/** Stamps of each checkpoint over the last hour or the day: lines, the table behind them. */
export function BoardStampTimes({ locale, board, here }: StampTimesProps) {
  const { t } = useTranslation('board')
  const { time } = board
  const places = board.places.filter(({ kind }) => kind === 'checkpoint')
  const rows = useMemo(() => rowsOf(board), [board])
  const spec: ChartSpec = useMemo(
    () => ({
      locale,
      unit: 'count',
      labels: rows.map((row) => clock(row.at)),
      series: board.places
        .filter(({ kind }) => kind === 'checkpoint')
        .map((place, n) => ({
          label: inLocale(locale, { zh: place.nameZh, en: place.nameEn }),
          kind: 'line',
          look: placeLooks[n % placeLooks.length]!,
          values: rows.map((row) => row.of.get(place.key) ?? 0),
          said: rows.map((row) => formatCount(row.of.get(place.key) ?? 0)),
        })),
    }),
    [rows, board, locale],
  )
  const shown = rows.filter((row) => row.sum > 0)
  const when = time.window === 'hour' ? t('times.hourTitle') : t('times.dayTitle')
  return (
    <Panel id="times" title={when} aside={<AsOf board={board} />}>
      <nav aria-label={t('times.windows')} className="mb-3 flex flex-wrap gap-2">
        {boardWindows.map((name) => (
          <Link
            key={name}
            to={`${here}?window=${name}#times`}
            preventScrollReset
            aria-current={name === time.window ? 'true' : undefined}
            className="inline-flex min-h-11 items-center rounded-paper border border-edge px-4 font-semibold hover:border-ink aria-[current=true]:border-ink aria-[current=true]:bg-sunk"
          >
            {t(`times.${name}`)}
          </Link>
        ))}
      </nav>
      {shown.length === 0 ? (
        <EmptyState title={t('times.empty')}>{t('times.emptyHint')}</EmptyState>
      ) : (
        <ChartFigure label={t('times.chart')} spec={spec} summary={t('times.table')}>
          <Table
            caption={when}
            captionHidden
            rows={shown}
            rowKey={(row) => String(row.at)}
            columns={[
              {
                id: 'at',
                header: t('times.when'),
                rowHeader: true,
                noWrap: true,
                cell: (row) =>
                  time.stepMinutes === 1
                    ? clock(row.at)
                    : `${clock(row.at)}–${clock(row.at + time.stepMinutes * 60_000)}`,
              },
              ...places.map((place) => ({
                id: place.key,
                header: inLocale(locale, { zh: place.nameZh, en: place.nameEn }),
                align: 'end' as const,
                cell: (row: Row) => formatCount(row.of.get(place.key) ?? 0),
              })),
              { id: 'sum', header: t('times.sum'), align: 'end', cell: (row) => formatCount(row.sum) },
            ]}
          />
        </ChartFigure>
      )}
    </Panel>
  )
}

interface Row {
  at: number
  of: Map<string, number>
  sum: number
}

/** Every step of the stretch, also where nothing came. */
function rowsOf({ time }: Board): Row[] {
  const stepMs = time.stepMinutes * 60_000
  const rows = Array.from(
    { length: Math.round((time.until - time.from) / stepMs) },
    (_, n): Row => ({
      at: time.from + n * stepMs,
      of: new Map(),
      sum: 0,
    }),
  )
  for (const { at, place, stamps } of time.stamps) {
    const row = rows[Math.floor((at - time.from) / stepMs)]
    row?.of.set(place, stamps)
    if (row) row.sum += stamps
  }
  return rows
}
