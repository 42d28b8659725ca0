import { DefinitionList } from '../definition-list'
import { Money } from '../money'
import { Pager } from '../pager'
import { Panel } from '../panel'
import { Prose } from '../prose'
import { Table, type TableColumn } from '../table'
import { Tag } from '../tag'
import { useTexts } from './texts'

interface Row {
  id: string
  day: string
  donor: string
  fund: string
  fen: bigint
}

export function FactSection() {
  const { table, facts, pager, type, tag } = useTexts()
  const rows: Row[] = [
    { id: '1', day: table.day2, donor: '陈女士', fund: table.fundA, fen: 123_450n },
    { id: '2', day: table.day1, donor: table.anonymous, fund: table.fundB, fen: 6_666n },
    { id: '3', day: table.day1, donor: '番禺区实验小学四年级二班', fund: table.fundA, fen: 1_680_000n },
  ]
  const columns: TableColumn<Row>[] = [
    { id: 'day', header: table.day, cell: (r) => r.day, noWrap: true },
    { id: 'donor', header: table.donor, cell: (r) => r.donor, rowHeader: true },
    { id: 'fund', header: table.fund, cell: (r) => r.fund },
    { id: 'amount', header: table.amount, cell: (r) => <Money fen={r.fen} />, align: 'end' },
  ]
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div>
        <Table
          caption={table.caption}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.id}
          foot={[table.sum, '', '', <Money key="sum" fen={1_810_116n} />]}
        />
        <Pager
          label={pager.label}
          previous={{ to: '#facts', label: pager.previous }}
          next={{ to: '#facts', label: pager.next }}
        />
        <div className="mt-6">
          <Table
            caption={table.emptyCaption}
            columns={columns}
            rows={[]}
            rowKey={(r: Row) => r.id}
            emptyText={table.empty}
          />
        </div>
      </div>
      <Panel title={type.heading} level={3} aside={<Tag tone="done">{tag.done}</Tag>} id="panel-example">
        <p>
          <Money fen="12690000" size="display" />
        </p>
        <p className="my-2 flex flex-wrap items-baseline gap-4">
          <Money fen={1_680_000n} size="large" /> <Money fen={-6_666n} />
        </p>
        <Prose text={type.body} />
        <div className="mt-4">
          <DefinitionList
            items={[
              { term: facts.period, detail: facts.periodText },
              { term: facts.place, detail: facts.placeName },
              { term: facts.number, detail: '0000-EXAMPLE-0000' },
              { term: facts.platform, detail: facts.platformName },
            ]}
          />
        </div>
      </Panel>
    </div>
  )
}
