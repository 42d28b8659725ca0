import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import { AmountBands } from './amount-bands'
import type { MonitoringFigures } from './monitoring'
import { CampaignAlerts, LargestGifts, WalkFigures } from './monitoring-lists'
import { MonitoringNumbers } from './monitoring-numbers'
import { MonitoringOverTime } from './monitoring-over-time'
import { ChannelShares, FundShares } from './monitoring-shares'
import type { Totals } from './totals'
import { useLiveTotals } from './use-live-totals'
import { useNewer } from './use-newer'

export interface MonitoringBoardProps {
  locale: Locale
  first: MonitoringFigures
  /** Where newer figures of the same days are. */
  figuresUrl: string
}

/** All figures of a campaign, kept up to date over its feed without a page load. */
export function LiveMonitoringBoard({ locale, first, figuresUrl }: MonitoringBoardProps) {
  const { totals, live, moved } = useLiveTotals(first.totals)
  const { newest: figures, stale } = useNewer(first, figuresUrl, moved)
  return <Board locale={locale} figures={figures} totals={totals} live={live && !stale} />
}

/** A draft has no feed: nothing can arrive. */
export function StillMonitoringBoard({ locale, first }: Omit<MonitoringBoardProps, 'figuresUrl'>) {
  const { t } = useTranslation('monitoring')
  return (
    <>
      <Notice title={t('draftTitle')}>{t('draft')}</Notice>
      <Board locale={locale} figures={first} totals={first.totals} live={null} />
    </>
  )
}

interface BoardProps {
  locale: Locale
  figures: MonitoringFigures
  totals: Totals
  live: boolean | null
}

function Board({ locale, figures, totals, live }: BoardProps) {
  const { t } = useTranslation('monitoring')
  const { range } = figures
  const time = formatInstant(locale, new Date(totals.asOf))
  return (
    <div className="space-y-5">
      <p className="text-sm text-soft" role={live === false ? 'status' : undefined}>
        {live && <span className="live-dot" aria-hidden="true" />}
        {live === false
          ? t('stale', { time })
          : live
            ? `${t('live')} · ${t('still', { time })}`
            : t('still', { time })}
      </p>
      <MonitoringNumbers totals={totals} gift={figures.gift} disputedFen={figures.disputedFen} />
      {figures.alerts.length > 0 && <CampaignAlerts locale={locale} figures={figures} />}
      <p className="font-semibold">
        {range.from === range.to
          ? t('range.shownDay', { day: formatDay(locale, range.from) })
          : t('range.shown', { from: formatDay(locale, range.from), to: formatDay(locale, range.to) })}
      </p>
      <MonitoringOverTime locale={locale} figures={figures} />
      <div className="board-pair">
        <ChannelShares locale={locale} figures={figures} />
        <FundShares locale={locale} figures={figures} />
      </div>
      <div className="board-pair">
        <AmountBands locale={locale} figures={figures} />
        <LargestGifts locale={locale} figures={figures} />
      </div>
      <div className={figures.alerts.length === 0 ? 'board-pair' : undefined}>
        {figures.alerts.length === 0 && <CampaignAlerts locale={locale} figures={figures} />}
        <WalkFigures figures={figures} />
      </div>
    </div>
  )
}
