import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatClock, formatCount } from '~/platform/dates'
import type { Totals } from '../totals'
import { RollingTotal } from './rolling-total'

interface ScreenTotalProps {
  totals: Totals
  /** Null before scripts run. */
  live: boolean | null
  /** The server's clock at its last answer, ms. */
  at: number
  /** What must be said of money or campaign that are not real. */
  notReal: string | null
}

/** What has arrived, a hand high; what is on its way, in words and apart; and whether the figures are of now. */
export function ScreenTotal({ totals, live, at, notReal }: ScreenTotalProps) {
  const { t } = useTranslation('screen')
  const time = formatClock(new Date(Math.max(at, Date.parse(totals.asOf))))
  const pending = BigInt(totals.pendingFen)
  const cash = BigInt(totals.pendingCashFen)
  return (
    <section className="screen-sum" aria-label={t('confirmed')}>
      <p className="screen-facts">
        <b className="screen-arrived">{t('confirmed')}</b>
        {totals.gifts > 0 && <span>{t('gifts', { count: totals.gifts, n: formatCount(totals.gifts) })}</span>}
        {pending > 0n && (
          <span className="screen-pending">
            <i className="swatch-pending keeps-colours" aria-hidden="true" />
            {t(cash > 0n ? 'pendingCash' : 'pending', { amount: formatFen(pending), cash: formatFen(cash) })}
          </span>
        )}
        <span className="screen-aside">
          {notReal && <b className="screen-tag">{notReal}</b>}
          <span className="screen-live" data-lost={live === false || undefined} role="status">
            <i aria-hidden="true" />
            {live === null ? t('asOf', { time }) : live ? t('live') : t('lost', { time })}
          </span>
        </span>
      </p>
      <RollingTotal fen={BigInt(totals.confirmedFen)} />
    </section>
  )
}
