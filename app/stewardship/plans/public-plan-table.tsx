import { Link } from '@remix-run/react'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import type { PublicPlansShown } from './show-public-plans.server'

/** Approved plans, each with its funds, what it was approved for and what was paid. */
export function PublicPlanTable({ shown, caption }: { shown: PublicPlansShown; caption: string }) {
  const { words } = shown
  return (
    <Table
      caption={caption}
      captionHidden
      rows={shown.rows}
      rowKey={(row) => row.number}
      emptyText={words.none}
      columns={[
        {
          id: 'what',
          header: words.what,
          rowHeader: true,
          cell: (row) => (
            <>
              <Link to={row.to} className="link inline-block py-1 font-semibold">
                {row.title}
              </Link>
              <span className="block text-sm font-normal text-soft">{row.funds}</span>
              <span className="block text-sm font-normal text-soft sm:hidden">
                {row.day} · {row.state}
              </span>
            </>
          ),
        },
        {
          id: 'approved',
          header: words.approvedOn,
          noWrap: true,
          wideOnly: true,
          cell: (row) => (
            <>
              {row.day}
              <span className="block text-sm text-soft">{row.state}</span>
            </>
          ),
        },
        {
          id: 'paid',
          header: words.paid,
          align: 'end',
          wideOnly: true,
          cell: (row) => <Money fen={row.paidFen} />,
        },
        {
          id: 'amount',
          header: words.amount,
          align: 'end',
          cell: (row) => <Money fen={row.amountFen} className="font-semibold" />,
        },
      ]}
    />
  )
}
