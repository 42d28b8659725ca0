import { Link } from '@remix-run/react'
import { formatDay } from '~/platform/dates'
import { pathIn } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import type { NoticeProps } from './notice-view'
import { say, sayMethod } from './say'

/** Milestones, plans, contracts, procurement, calls and outputs: each only where there is one. */
export function NoticeParts(props: NoticeProps) {
  const { locale, words, statement } = props
  const { milestones, outputs, calls } = statement
  const dayOr = (day: string | null, otherwise: string) => (day ? formatDay(locale, day) : otherwise)
  return (
    <>
      {milestones.length > 0 && (
        <Table
          caption={words.milestones}
          rows={milestones.map((one, n) => ({ ...one, n }))}
          rowKey={({ n }) => String(n)}
          columns={[
            { id: 'title', header: words.milestone, rowHeader: true, cell: (one) => one.title[locale] },
            { id: 'met', header: words.met, cell: (one) => dayOr(one.metOn, words.notYet) },
          ]}
        />
      )}
      <Plans {...props} />
      <Contracts {...props} />
      <Procurements {...props} />
      {calls.map((one) => (
        <section key={one.title['zh-CN']}>
          <h3 className="font-serif text-lg font-bold">{one.title[locale]}</h3>
          <p>
            {say(words.callLine, {
              ...{ from: formatDay(locale, one.opensOn), to: formatDay(locale, one.closesOn) },
              ...{ places: one.places, received: one.received, selected: one.selected },
            })}
          </p>
        </section>
      ))}
      {outputs.length > 0 && (
        <section>
          <h3 className="font-serif text-lg font-bold">{words.outputs}</h3>
          <ul className="list-disc ps-6">
            {outputs.map((one) => (
              <li key={`${one.identifier} ${one.title['zh-CN']}`}>
                {[one.title[locale], one.identifier, dayOr(one.publishedOn, '')].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A notice names the first of many; the rest are a link away. */
const shownPlans = 20

function Plans({ locale, words, statement, preview }: NoticeProps) {
  const { plans, figures } = statement
  if (plans.length === 0) return null
  const all = figures.find((figure) => figure.key === 'plans.approved.count')
  const count = all?.count ?? plans.length
  return (
    <div>
      <Table
        caption={words.plans}
        rows={plans.slice(0, shownPlans)}
        rowKey={(plan) => plan.number}
        columns={[
          { id: 'plan', header: words.plan, rowHeader: true, cell: (plan) => plan.title[locale] },
          { id: 'on', header: words.approvedOn, cell: (plan) => formatDay(locale, plan.approvedOn) },
          {
            id: 'amount',
            header: words.amount,
            align: 'end',
            cell: (plan) => <Money fen={plan.amountFen} />,
          },
        ]}
      />
      {count > shownPlans && (
        <p className="mt-1 text-sm text-soft">
          {say(words.plansMore, { count, shown: shownPlans })}{' '}
          {all && !preview && (
            <Link className="link" to={pathIn(locale, all.records)}>
              {words.allPlans}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}

const Contracts = ({ locale, words, statement }: NoticeProps) =>
  statement.contracts.map((one) => (
    <section key={one.number}>
      <h3 className="font-serif text-lg font-bold">{one.title[locale]}</h3>
      <p className="text-soft">
        {say(words.contractWith, {
          ...{ partner: one.partner, from: formatDay(locale, one.from), to: formatDay(locale, one.to) },
        })}{' '}
        · <Money fen={one.totalFen} />
      </p>
      {one.cancelledOn && <p>{say(words.contractCancelled, { on: formatDay(locale, one.cancelledOn) })}</p>}
      {one.instalments.length > 0 && (
        <Table
          caption={one.title[locale]}
          captionHidden
          rows={one.instalments}
          rowKey={(part) => String(part.no)}
          columns={[
            { id: 'part', header: words.instalment, rowHeader: true, cell: (part) => part.title[locale] },
            {
              id: 'paid',
              header: words.paidOn,
              cell: (part) => (part.paidOn ? formatDay(locale, part.paidOn) : words.notPaid),
            },
            {
              id: 'amount',
              header: words.amount,
              align: 'end',
              cell: (part) => <Money fen={part.amountFen} />,
            },
          ]}
        />
      )}
    </section>
  ))

const Procurements = ({ locale, words, statement }: NoticeProps) =>
  statement.procurements.map((one, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list has no other identity
    <section key={n}>
      <Table
        caption={[
          one.role[locale],
          sayMethod(locale, one.method),
          one.decidedOn && formatDay(locale, one.decidedOn),
        ]
          .filter(Boolean)
          .join(' · ')}
        rows={one.candidates.map((candidate, m) => ({ ...candidate, m }))}
        rowKey={({ m }) => String(m)}
        columns={[
          { id: 'name', header: words.candidate, rowHeader: true, cell: ({ name }) => name ?? words.unnamed },
          {
            id: 'chosen',
            header: words.chosen,
            cell: ({ winner }) => (winner ? words.winner : words.notChosen),
          },
          {
            id: 'price',
            header: words.amount,
            align: 'end',
            cell: ({ priceFen }) => (priceFen === null ? '—' : <Money fen={priceFen} />),
          },
        ]}
      />
      {one.reason[locale] && (
        <p className="mt-1 text-sm text-soft">{say(words.reason, { reason: one.reason[locale] })}</p>
      )}
    </section>
  ))
