import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { Arrival } from './list-arrivals.server'
import type { Pledge } from './pledge'
import { PledgeStateTag } from './pledge-state-tag'

interface DeskPledgeFactsProps {
  locale: Locale
  pledge: Pledge
  arrivals: readonly Arrival[]
  designation: string
  may: boolean
  mayGifts: boolean
}

/** A pledge with whom to call (for those who may) and what arrived for it. */
export function DeskPledgeFacts({
  locale,
  pledge,
  arrivals,
  designation,
  may,
  mayGifts,
}: DeskPledgeFactsProps) {
  const { t } = useTranslation('pledging')
  const contact = [pledge.contactName, pledge.contactEmail, pledge.contactPhone].filter(Boolean).join(' · ')
  return (
    <>
      <Panel id="facts" title={t('one.facts')} tone="plain">
        <DefinitionList
          items={[
            { term: t('column.reference'), detail: <code className="font-bold">{pledge.reference}</code> },
            {
              term: t('column.state'),
              detail: <PledgeStateTag state={pledge.state} label={t(`state.${pledge.state}`)} />,
            },
            { term: t('column.amount'), detail: <Money fen={pledge.amountFen} /> },
            { term: t('column.arrived'), detail: <Money fen={pledge.arrivedFen} /> },
            { term: t('column.designation'), detail: designation || t('federation') },
            { term: t('column.pledgedOn'), detail: formatDay(locale, pledge.pledgedOn) },
            { term: t('column.madeBy'), detail: t(`madeBy.${pledge.madeBy}`) },
            ...(may ? [{ term: t('one.contact'), detail: contact || t('one.noContact') }] : []),
            ...(pledge.note ? [{ term: t('column.note'), detail: pledge.note }] : []),
            ...(pledge.withdrawnReason
              ? [{ term: t('column.withdrawnReason'), detail: pledge.withdrawnReason }]
              : []),
          ]}
        />
      </Panel>
      <Table
        caption={t('one.arrivals')}
        rows={arrivals}
        rowKey={(a) => a.giftId}
        emptyText={t('one.noArrivals')}
        columns={[
          { id: 'on', header: t('column.arrivedOn'), noWrap: true, cell: (a) => formatDay(locale, a.paidOn) },
          { id: 'line', header: t('one.line'), rowHeader: true, cell: (a) => <code>{a.bankLineId}</code> },
          {
            id: 'amount',
            header: t('column.arrived'),
            align: 'end',
            cell: (a) => <Money fen={a.amountFen} />,
          },
          {
            id: 'gift',
            header: t('one.gift'),
            cell: (a) => (
              <>
                {mayGifts ? (
                  <Link className="link" to={pathIn(locale, `/desk/gifts/${a.giftId}`)}>
                    {t('one.gift')}
                  </Link>
                ) : null}{' '}
                {a.takenBack && <Tag>{t('one.takenBack')}</Tag>}
              </>
            ),
          },
        ]}
      />
    </>
  )
}

/** One reminder now, beside those of the clock. */
export function RemindPanel({ locale, here, pledge }: { locale: Locale; here: string; pledge: Pledge }) {
  const { t } = useTranslation('pledging')
  const last = [pledge.remindedAt, pledge.remindedLastAt]
    .filter((at) => at !== null)
    .sort()
    .at(-1)
  return (
    <Panel id="remind" title={t('one.remind')} tone="plain">
      <Form method="post" action={here} className="space-y-3">
        <input type="hidden" name="intent" value="remind" />
        <p>{t('one.remindText', { email: pledge.contactEmail })}</p>
        <p className="text-sm text-soft">
          {last ? t('one.lastReminded', { when: formatInstant(locale, new Date(last)) }) : t('one.never')}
        </p>
        <Button variant="secondary">{t('one.remind')}</Button>
      </Form>
    </Panel>
  )
}

/** Nothing more is expected: with a reason. */
export function WithdrawPanel({ here, why }: { here: string; why: string }) {
  const { t } = useTranslation('pledging')
  return (
    <Panel id="withdraw" title={t('one.withdraw')} tone="plain">
      <Form method="post" action={here} className="space-y-3">
        <input type="hidden" name="intent" value="withdraw" />
        <p>{t('one.withdrawText')}</p>
        <TextField name="why" label={t('one.reason')} defaultValue={why} autoComplete="off" />
        <Button variant="secondary">{t('one.doWithdraw')}</Button>
      </Form>
    </Panel>
  )
}
