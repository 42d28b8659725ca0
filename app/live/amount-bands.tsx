import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRoundFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { ChartFigure } from './chart-figure'
import type { ChartSpec } from './chart-spec'
import type { AmountBand, MonitoringFigures } from './monitoring'

const yuan = (fen: string) => formatRoundFen(BigInt(fen))

/** How many gifts of which size the whole campaign has. */
export function AmountBands({ locale, figures: { bands } }: { locale: Locale; figures: MonitoringFigures }) {
  const { t } = useTranslation('monitoring')
  const spec: ChartSpec & { bands: readonly (AmountBand & { name: string })[] } = useMemo(() => {
    const named = bands.map((band, n) => {
      const ends = { from: yuan(band.fromFen), to: yuan(band.belowFen ?? '0') }
      const name =
        band.belowFen === null
          ? t('bands.from', ends)
          : n === 0
            ? t('bands.below', ends)
            : t('bands.between', ends)
      return { ...band, name }
    })
    // Bands beyond the largest gift say nothing.
    const shown = named.filter((_, n) => named.slice(n).some((band) => band.gifts > 0))
    return {
      locale,
      unit: 'count',
      sideways: true,
      bands: shown,
      labels: shown.map((band) => band.name),
      series: [
        {
          label: t('bands.title'),
          kind: 'bar',
          look: 'count',
          values: shown.map((band) => band.gifts),
          said: shown.map((band) =>
            t('figures.confirmedGifts', { count: band.gifts, n: formatCount(band.gifts) }),
          ),
        },
      ],
    }
  }, [bands, locale, t])
  return (
    <Panel id="bands" title={t('bands.title')}>
      {spec.bands.length === 0 ? (
        <p className="text-soft">{t('figures.noGifts')}</p>
      ) : (
        <ChartFigure label={t('bands.chart')} spec={spec} summary={t('time.table')}>
          <Table
            caption={t('bands.title')}
            captionHidden
            rows={spec.bands}
            rowKey={(band) => band.fromFen}
            columns={[
              { id: 'band', header: t('bands.column'), rowHeader: true, cell: (band) => band.name },
              { id: 'gifts', header: t('time.gifts'), align: 'end', cell: (band) => formatCount(band.gifts) },
              { id: 'fen', header: t('time.amount'), align: 'end', cell: (band) => <Money fen={band.fen} /> },
            ]}
          />
          <p className="mt-2 text-sm text-soft">{t('bands.hint')}</p>
        </ChartFigure>
      )}
    </Panel>
  )
}
