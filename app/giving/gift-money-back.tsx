import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { Dispute, MoneyBack, Refund } from './refund'

const refundTones: Record<Refund['state'], TagTone> = {
  asked: 'attention',
  sent: 'attention',
  settled: 'info',
  failed: 'refused',
}
const disputeTones: Record<Dispute['state'], TagTone> = {
  withheld: 'attention',
  won: 'done',
  lost: 'refused',
}
const failures = [
  'dropped',
  'refused',
  'declined',
  'lost_or_stolen_card',
  'expired_or_canceled_card',
  'insufficient_funds',
] as const

/** What of a gift went back, is on its way, or is withheld; nothing is shown of a gift that all stayed of. */
export function GiftMoneyBack({ back, here, locale }: { back: MoneyBack; here: string; locale: Locale }) {
  const { t } = useTranslation('gifts')
  const withFee = (amountFen: bigint, feeFen: bigint) =>
    feeFen > 0n
      ? t('back.withFee', { amount: formatFen(amountFen + feeFen), fee: formatFen(feeFen) })
      : formatFen(amountFen)
  if (back.refunds.length + back.disputes.length === 0) return null
  return (
    <Panel id="money-back" title={t('back.title')} tone="plain">
      {back.refunds.length > 0 && (
        <Table
          caption={t('back.refunds')}
          rows={back.refunds}
          rowKey={(r) => r.id}
          columns={[
            {
              id: 'amount',
              header: t('back.amount'),
              rowHeader: true,
              cell: (r) => <span className="tabular">{withFee(r.amountFen, r.feeFen)}</span>,
            },
            {
              id: 'state',
              header: t('back.state'),
              cell: (r) => (
                <>
                  <Tag tone={refundTones[r.state]}>
                    {t(`back.refundState.${r.state === 'asked' && back.byHand ? 'to-pay' : r.state}`)}
                  </Tag>
                  {r.state === 'failed' && (
                    <span className="block text-sm">
                      {t(`back.failure.${failures.find((known) => known === r.failure) ?? 'other'}`)}
                    </span>
                  )}
                  <PaidByHand refund={r} here={here} locale={locale} />
                </>
              ),
            },
            {
              id: 'reason',
              header: t('back.reason'),
              cell: (r) => (
                <>
                  {t(`back.reasons.${r.reason}`)}
                  {r.note && <span className="block text-sm text-soft">{r.note}</span>}
                </>
              ),
            },
            {
              id: 'asked',
              wideOnly: true,
              header: t('back.asked'),
              cell: (r) => (
                <>
                  {r.askedName || t('back.provider')}
                  <span className="block text-sm text-soft">
                    {r.refundedOn ? formatDay(locale, r.refundedOn) : formatInstant(locale, r.askedAt)}
                  </span>
                </>
              ),
            },
          ]}
        />
      )}
      {back.disputes.length > 0 && (
        <Table
          caption={t('back.disputes')}
          rows={back.disputes}
          rowKey={(d) => d.id}
          columns={[
            {
              id: 'amount',
              header: t('back.amount'),
              rowHeader: true,
              cell: (d) => (
                <>
                  <span className="tabular">{withFee(d.amountFen, d.feeFen)}</span>
                  {d.overFen > 0n && (
                    <span className="block text-sm font-normal text-soft">
                      {t('back.over', { amount: formatFen(d.overFen) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'state',
              header: t('back.state'),
              cell: (d) => <Tag tone={disputeTones[d.state]}>{t(`back.disputeState.${d.state}`)}</Tag>,
            },
            {
              id: 'opened',
              wideOnly: true,
              header: t('back.opened'),
              cell: (d) => formatDay(locale, d.openedOn),
            },
            {
              id: 'closed',
              header: t('back.closed'),
              cell: (d) => (d.closedOn ? formatDay(locale, d.closedOn) : '—'),
            },
          ]}
        />
      )}
    </Panel>
  )
}

/** Of a refund that a person paid: how, with its proof and the bank's line. */
function PaidByHand({ refund, here, locale }: { refund: Refund; here: string; locale: Locale }) {
  const { t } = useTranslation('gifts')
  const { paidBy, paidName, evidence, evidenceName, bankLineId } = refund
  if (paidBy === '') return null
  return (
    <span className="block text-sm font-normal">
      {t('back.paid', { way: t(`back.ways.${paidBy}`), who: paidName })}
      {paidBy === 'bank' &&
        (bankLineId ? (
          <Link
            className="link flex min-h-11 items-center"
            to={pathIn(locale, `/desk/bank/lines/${bankLineId}`)}
          >
            {t('back.toLine')}
          </Link>
        ) : (
          <span className="block text-soft">{t('back.noLineYet')}</span>
        ))}
      <a
        className="link flex min-h-11 items-center [overflow-wrap:anywhere]"
        href={`${here}/proof/${evidence}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('back.proof', { name: evidenceName })}
      </a>
    </span>
  )
}
