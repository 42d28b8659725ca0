import { Form } from '@remix-run/react'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import type { AssistanceShown } from './show-assistance.server'

type Cell = AssistanceShown['categories'][number]
type Crossed = NonNullable<AssistanceShown['crossing']>['rows'][number]

/** A quarter's assistance by category, and by month where that tells of nobody. */
export function AssistanceSums({ shown, here }: { shown: AssistanceShown; here: string }) {
  const { words, crossing, categories } = shown
  return (
    <div className="space-y-8">
      <Form method="get" action={here} className="flex max-w-md flex-wrap items-end gap-4">
        <SelectField
          name="quarter"
          label={words.quarter}
          defaultValue={shown.quarter}
          options={shown.quarters}
        />
        <Button variant="secondary">{words.show}</Button>
      </Form>
      <div>
        <p className="text-soft">{shown.period}</p>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-6">
          <Money fen={shown.amountFen} size="large" />
          <span className="tabular text-xl">{shown.said}</span>
        </p>
        <p className="mt-1 text-soft">{shown.ledger}</p>
      </div>
      <Table<Cell>
        caption={words.category}
        captionHidden
        rows={categories}
        rowKey={(c) => c.key}
        emptyText={words.none}
        columns={[
          { id: 'name', header: words.category, rowHeader: true, cell: (c) => c.name },
          { id: 'cases', header: words.cases, align: 'end', cell: (c) => c.cases },
          { id: 'amount', header: words.amount, align: 'end', cell: (c) => <Money fen={c.amountFen} /> },
        ]}
        foot={[words.all, shown.cases, <Money key="sum" fen={shown.amountFen} />]}
      />
      {categories.length > 0 && (
        <Panel id="months" title={words.months} tone="plain">
          {crossing ? (
            <>
              <p className="mb-3 max-w-prose text-soft">{words.monthsLead}</p>
              <Table<Crossed>
                caption={words.months}
                captionHidden
                rows={crossing.rows}
                rowKey={(row) => row.key}
                columns={[
                  { id: 'name', header: words.category, rowHeader: true, cell: (row) => row.name },
                  ...crossing.months.map(({ key, label }, i) => ({
                    id: key,
                    header: label,
                    align: 'end' as const,
                    cell: (row: Crossed) => <Shown cell={row.cells[i]!} hidden={words.hidden} />,
                  })),
                ]}
                foot={[
                  words.all,
                  ...crossing.sums.map((cell, i) => (
                    <Shown key={crossing.months[i]!.key} cell={cell} hidden={words.hidden} />
                  )),
                ]}
              />
            </>
          ) : (
            <p className="text-soft">{words.notByMonth}</p>
          )}
        </Panel>
      )}
    </div>
  )
}

function Shown({
  cell,
  hidden,
}: {
  cell: { cases: string; amountFen: bigint | string } | null
  hidden: string
}) {
  if (!cell)
    return (
      <>
        <span aria-hidden="true">—</span>
        <span className="sr-only">{hidden}</span>
      </>
    )
  return (
    <>
      {cell.cases}
      <Money fen={cell.amountFen} className="block text-sm text-soft" />
    </>
  )
}
