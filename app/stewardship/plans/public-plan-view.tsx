import { Link } from '@remix-run/react'
import { languageOf } from '~/platform/language-of'
import { Branch } from '~/ui/branch'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { PublicPlanShown } from './show-public-plan.server'

/** Where a plan's money comes from, what it was planned for, and what was really paid. */
export function PublicPlanView({ plan }: { plan: PublicPlanShown }) {
  const { words } = plan
  return (
    <>
      <Panel id="sources" title={words.sources} tone="plain">
        <Branch
          label={words.sources}
          gift={{ id: 'plan', label: words.amount, amountFen: plan.amountFen }}
          funds={plan.sources.map(({ fund, to, label, detail, amountFen, state }) => ({
            id: fund,
            label: (
              <Link to={to} className="link inline-block py-1">
                {label}
              </Link>
            ),
            detail,
            amountFen,
            state,
          }))}
        />
      </Panel>
      <Panel id="lines" title={words.lines} tone="plain">
        <Table
          caption={words.lines}
          captionHidden
          rows={plan.lines}
          rowKey={(line) => String(line.no)}
          columns={[
            {
              id: 'line',
              header: words.line,
              rowHeader: true,
              cell: (line) => (
                <>
                  <span lang={languageOf(line.title)}>{line.title}</span>
                  {line.driftSays && (
                    <span className="block">
                      <Tag tone={line.drift === 'over' ? 'attention' : 'neutral'}>{line.driftSays}</Tag>
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'planned',
              header: words.planned,
              align: 'end',
              cell: (line) => <Money fen={line.amountFen} />,
            },
            { id: 'paid', header: words.paid, align: 'end', cell: (line) => <Money fen={line.paidFen} /> },
          ]}
        />
      </Panel>
      <Panel id="payments" title={words.payments} tone="plain">
        {plan.payments.length === 0 ? (
          <p className="text-soft">{words.noPayments}</p>
        ) : (
          <Table
            caption={words.payments}
            captionHidden
            rows={plan.payments}
            rowKey={(one) => one.id}
            columns={[
              {
                id: 'day',
                header: words.day,
                rowHeader: true,
                cell: (one) => (
                  <>
                    {one.day}
                    <span className="block text-sm font-normal">
                      {one.leaf.to ? (
                        <a href={one.leaf.to} className="link inline-block py-1">
                          {one.leaf.label}
                        </a>
                      ) : (
                        one.leaf.label
                      )}
                    </span>
                  </>
                ),
              },
              {
                id: 'payee',
                header: words.payee,
                cell: (one) => <span lang={languageOf(one.payee ?? '')}>{one.payee}</span>,
              },
              {
                id: 'amount',
                header: words.paid,
                align: 'end',
                cell: (one) => <Money fen={one.amountFen} />,
              },
            ]}
          />
        )}
        <p className="mt-4 max-w-prose text-soft">
          {words.rule}{' '}
          <Link to={plan.rulePath} className="link inline-block py-1">
            {words.ruleLink}
          </Link>
        </p>
      </Panel>
    </>
  )
}
