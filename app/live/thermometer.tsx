import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { LatticeMeter } from '~/ui/lattice-meter'
import type { Totals } from './totals'

export interface ThermometerProps {
  locale: Locale
  label: string
  totals: Totals
  goalFen: string | null
  /** Null before scripts run: then nothing is promised. */
  live: boolean | null
  /** Smaller, without the notes below: for lists of campaigns. */
  brief?: boolean
}

/** What arrived and what is on its way, apart, with the goal as the scale; refunds are said, never hidden. */
export function Thermometer({ locale, label, totals, goalFen, live, brief }: ThermometerProps) {
  const { t } = useTranslation('campaigns')
  const time = formatInstant(locale, new Date(totals.asOf))
  const cash = BigInt(totals.pendingCashFen)
  const allCash = totals.pendingCashFen === totals.pendingFen
  const hint = cash === 0n ? 'page.pendingHint' : allCash ? 'page.pendingHintCash' : 'page.pendingHintSome'
  return (
    <LatticeMeter
      label={label}
      confirmedFen={totals.confirmedFen}
      pendingFen={totals.pendingFen}
      goalFen={goalFen}
      texts={{
        confirmed: t('page.confirmed'),
        pending: t(cash > 0n ? 'page.pendingCash' : 'page.pending'),
        goal: t('page.goal'),
        ofGoal: (percent) => t('page.ofGoal', { percent }),
      }}
    >
      {totals.gifts > 0 && (
        <li className="tabular">{t('page.gifts', { count: totals.gifts, n: formatCount(totals.gifts) })}</li>
      )}
      {!brief && totals.refundedFen !== '0' && (
        <li className="basis-full">
          {t('page.refunded', { amount: formatFen(BigInt(totals.refundedFen)) })}
        </li>
      )}
      {!brief && totals.pendingFen !== '0' && (
        <li className="basis-full text-sm text-soft">{t(hint, { cash: formatFen(cash) })}</li>
      )}
      {!brief && (
        <li className="flex basis-full flex-wrap items-baseline justify-between gap-x-4 text-sm text-soft">
          <span role={live === false ? 'status' : undefined}>
            {live && <span className="live-dot" aria-hidden="true" />}
            {live === null
              ? t('page.asOf', { time })
              : live
                ? `${t('page.live')} · ${t('page.asOf', { time })}`
                : t('page.stale', { time })}
          </span>
          <a className="link inline-block py-1" href={pathIn(locale, '/ledger')}>
            {t('page.check')}
          </a>
        </li>
      )}
    </LatticeMeter>
  )
}
