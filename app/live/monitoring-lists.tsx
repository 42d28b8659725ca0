import { useTranslation } from 'react-i18next'
import { formatCount, formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import type { MonitoringFigures } from './monitoring'

const knownAlerts = [
  'gift-held',
  'payment-differs',
  'payment-second',
  'refund-not-booked',
  'dispute-not-booked',
] as const
type KnownAlert = (typeof knownAlerts)[number]

interface ListProps {
  locale: Locale
  figures: MonitoringFigures
}

/** What about this campaign needs a person. */
export function CampaignAlerts({ locale, figures: { alerts } }: ListProps) {
  const { t } = useTranslation('monitoring')
  return (
    <Panel id="alerts" title={t('alerts.title')}>
      {alerts.length === 0 ? (
        <p className="flex items-center gap-2 text-soft">
          <Icon name="check" className="shrink-0 text-banyan" />
          {t('alerts.none')}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {alerts.map(({ id, kind, since, seenTimes }) => (
            <li key={id} className="flex gap-3 py-3">
              <Icon name="attention" className="mt-0.5 shrink-0 text-kapok" />
              <p>
                {knownAlerts.includes(kind as KnownAlert)
                  ? t(`alerts.kind.${kind as KnownAlert}`)
                  : t('alerts.kind.other', { kind })}
                <span className="block text-sm text-soft">
                  {t('alerts.since', { time: formatInstant(locale, new Date(since)) })}
                  {seenTimes > 1 &&
                    ` · ${t('alerts.times', { count: seenTimes, n: formatCount(seenTimes) })}`}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** The largest gifts of the whole campaign; names by consent. */
export function LargestGifts({ locale, figures: { largest } }: ListProps) {
  const { t } = useTranslation('monitoring')
  return (
    <Panel id="largest" title={t('largest.title')}>
      <Table
        caption={t('largest.title')}
        captionHidden
        rows={largest}
        rowKey={(gift) => gift.index}
        emptyText={t('largest.empty')}
        columns={[
          {
            id: 'who',
            header: t('largest.who'),
            rowHeader: true,
            cell: (gift) => (
              <>
                <span className={gift.name === null ? 'font-normal text-soft' : '[overflow-wrap:anywhere]'}>
                  {gift.name ?? t('largest.anonymous')}
                </span>
                <span className="block text-sm font-normal text-soft">
                  {formatInstant(locale, new Date(gift.at))} · {t('largest.entry', { index: gift.index })}
                </span>
              </>
            ),
          },
          {
            id: 'amount',
            header: t('time.amount'),
            align: 'end',
            cell: (gift) => <Money fen={gift.amountFen} />,
          },
        ]}
      />
      <p className="mt-2 text-sm text-soft">{t('largest.hint')}</p>
    </Panel>
  )
}

/** People and stamps of the campaign's walk, where it has one. */
export function WalkFigures({ figures: { walk } }: Pick<ListProps, 'figures'>) {
  const { t } = useTranslation('monitoring')
  return (
    <Panel id="walk" title={t('walk.title')}>
      {walk === null ? (
        <EmptyState title={t('walk.none')}>{t('walk.hint')}</EmptyState>
      ) : (
        <dl className="grid grid-cols-2 gap-4">
          {(['registered', 'started', 'finished', 'stamps'] as const).map((name) => (
            <div key={name}>
              <dt className="text-sm text-soft">{t(`walk.${name}`)}</dt>
              <dd className="tabular text-xl font-bold">{formatCount(walk[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
