import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { Money } from '~/ui/money'
import type { MonitoringFigures } from './monitoring'
import type { Totals } from './totals'

interface NumberTileProps {
  term: string
  fen: string | null
  /** Stands where there is no amount. */
  none?: string
  hint?: ReactNode
  /** The mark at its side: what it means is said by `term`. */
  tone?: 'arrived' | 'pending'
}

function NumberTile({ term, fen, none, hint, tone }: NumberTileProps) {
  return (
    <div className="figure-tile" data-tone={tone}>
      <dt className="text-sm text-soft">{term}</dt>
      <dd>
        {fen === null ? (
          <span className="text-soft">{none}</span>
        ) : (
          <Money fen={fen} className="text-xl font-bold" />
        )}
        {hint && <span className="block text-sm text-soft">{hint}</span>}
      </dd>
    </div>
  )
}

/** What the whole campaign stands at. `totals` come by the feed and may be a moment ahead of the rest. */
export function MonitoringNumbers({
  totals,
  gift,
  disputedFen,
}: {
  totals: Totals
} & Pick<MonitoringFigures, 'gift' | 'disputedFen'>) {
  const { t } = useTranslation('monitoring')
  const none = t('figures.noGifts')
  const cash = BigInt(totals.pendingCashFen)
  return (
    <section aria-label={t('figures.title')} id="figures">
      <dl className="figure-tiles">
        <NumberTile
          term={t('figures.confirmed')}
          fen={totals.confirmedFen}
          tone="arrived"
          hint={t('figures.confirmedGifts', { count: totals.gifts, n: formatCount(totals.gifts) })}
        />
        <NumberTile
          term={t('figures.pending')}
          fen={totals.pendingFen}
          tone="pending"
          hint={
            <>
              {t('figures.pendingGifts', {
                count: totals.pendingGifts,
                n: formatCount(totals.pendingGifts),
              })}
              {cash > 0n && (
                <span className="block">{t('figures.pendingCash', { cash: formatFen(cash) })}</span>
              )}
            </>
          }
        />
        <NumberTile
          term={t('figures.refunded')}
          fen={totals.refundedFen}
          hint={
            <>
              {t('figures.refundedHint')}
              {disputedFen !== '0' && (
                <span className="block">
                  {t('figures.withheld', { amount: formatFen(BigInt(disputedFen)) })}
                </span>
              )}
            </>
          }
        />
        <NumberTile
          term={t('figures.average')}
          fen={gift?.averageFen ?? null}
          none={none}
          hint={gift && t('figures.giftsOnly')}
        />
        <NumberTile
          term={t('figures.median')}
          fen={gift?.medianFen ?? null}
          none={none}
          hint={gift && t('figures.medianHint')}
        />
      </dl>
    </section>
  )
}
