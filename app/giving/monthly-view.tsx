import { useTranslation } from 'react-i18next'
import type { Route } from '~/campaigns/routing'
import { formatFen } from '~/money/fen'
import { formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { Monthly, MonthlyCharge, MonthlyState } from './monthly'

const tones: Record<MonthlyState, TagTone> = {
  started: 'attention',
  active: 'done',
  past_due: 'attention',
  paused: 'neutral',
  ended: 'neutral',
}

export const MonthlyStateTag = ({ state, label }: { state: MonthlyState; label: string }) => (
  <Tag tone={tones[state]}>{label}</Tag>
)

/** A monthly gift as it travels to its page: no name, no address. */
export type ShownMonthly = Pick<
  Monthly,
  | 'state'
  | 'amountFen'
  | 'feeCoverFen'
  | 'target'
  | 'nextChargeAt'
  | 'cardLast4'
  | 'cardUntil'
  | 'startedAt'
  | 'endReason'
>

interface MonthlyFactsProps {
  locale: Locale
  monthly: ShownMonthly
  routes: readonly Pick<Route, 'fund' | 'nameZh' | 'nameEn'>[]
  /** The newest charge, where it failed. */
  open: Pick<MonthlyCharge, 'amountFen' | 'nextTryAt'> | null
}

/** How it stands: what comes next, from which card, for what. */
export function MonthlyFacts({ locale, monthly, routes, open }: MonthlyFactsProps) {
  const { t } = useTranslation('monthly')
  const { state, amountFen, feeCoverFen, target, nextChargeAt, cardUntil, startedAt } = monthly
  const day = (at: Date) => formatDay(locale, shanghaiDay(new Date(at)))
  const fund = routes.find((r) => `fund:${r.fund}` === target)
  const purpose = fund
    ? inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })
    : t(target === 'split' ? 'split' : 'default')
  return (
    <>
      {state === 'past_due' && open && (
        <Notice kind="attention" title={t('pastDue', { amount: formatFen(BigInt(open.amountFen)) })}>
          {open.nextTryAt ? t('pastDueAgain', { day: day(open.nextTryAt) }) : t('pastDueOver')}
        </Notice>
      )}
      {state === 'paused' && <Notice title={t('state.paused')}>{t('pausedText')}</Notice>}
      {state === 'ended' && (
        <Notice title={t('state.ended')}>{t(`ended.${monthly.endReason ?? 'provider'}`)}</Notice>
      )}
      <Panel id="gift" title={t('amount')} aside={<Money fen={amountFen + feeCoverFen} />}>
        <DefinitionList
          items={[
            { term: t('for'), detail: purpose },
            ...(feeCoverFen > 0n
              ? [{ term: t('amount'), detail: t('withFee', { amount: formatFen(feeCoverFen) }) }]
              : []),
            ...(nextChargeAt && state !== 'started' ? [{ term: t('next'), detail: day(nextChargeAt) }] : []),
            ...(cardUntil && state !== 'ended'
              ? [
                  {
                    term: t('card'),
                    detail: t('cardText', { last4: monthly.cardLast4, until: formatDay(locale, cardUntil) }),
                  },
                ]
              : []),
            ...(startedAt ? [{ term: t('since'), detail: day(startedAt) }] : []),
          ]}
        />
      </Panel>
    </>
  )
}

/** Each month's charge, with the way to its acknowledgement. */
export function MonthlyCharges({ locale, charges }: { locale: Locale; charges: readonly MonthlyCharge[] }) {
  const { t } = useTranslation('monthly')
  return (
    <Panel id="charges" title={t('charges')} tone="plain">
      {charges.length === 0 ? (
        <EmptyState title={t('noCharges')} />
      ) : (
        <Table
          caption={t('charges')}
          captionHidden
          rows={charges}
          rowKey={(charge) => charge.invoiceRef}
          columns={[
            {
              id: 'day',
              header: t('day'),
              rowHeader: true,
              cell: (charge) => formatDay(locale, shanghaiDay(new Date(charge.paidAt ?? charge.dueAt))),
            },
            {
              id: 'fen',
              header: t('fen'),
              align: 'end',
              cell: (charge) => <Money fen={BigInt(charge.amountFen)} />,
            },
            {
              id: 'result',
              header: t('result'),
              cell: (charge) =>
                charge.giftId ? (
                  <a
                    className="link inline-flex min-h-11 items-center"
                    href={pathIn(locale, `/gifts/${charge.giftId}`)}
                  >
                    {t('gift')}
                  </a>
                ) : (
                  t(`chargeState.${charge.state}`)
                ),
            },
          ]}
        />
      )}
    </Panel>
  )
}
