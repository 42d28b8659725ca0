import { formatFen } from '~/money/fen'
import { readTable } from '~/platform/read-table.server'
import type { TableRow } from '~/platform/table'
import { guessLayout, type Layout, type LayoutColumn } from '../layout'
import { readAmount, readDay } from '../read-amount'
import { mostStatementBytes, StatementFault, type StatementLine, type StatementPart } from '../statement'

const limits = { bytes: mostStatementBytes, rows: 1_100_000, unpackedBytes: 256 * 1024 * 1024 }
/** A head stands near the top: further down nobody looks for one. */
const mostHeadRows = 30
const isSum = /^(合计|总计|小计|本页|汇总|total|sum)/i
const isCredit = /贷|收|入|存|^\+$|^cr?(edit)?$/i
const isDebit = /借|支|出|付|^-$|^dr?(ebit)?$/i
const ownAccount =
  /(?:^|[^方手人来])(?:账号|帐号|账户|account(?: no\.?| number)?)[^\d]{0,12}(\d[\d\s-]{6,}\d)/i

/** Lines of a bank's CSV or XLSX, by the layout that is remembered, or else by the words of its head; `onLayout` is told which. */
export async function* tableParts(
  content: Uint8Array,
  remembered: Layout | null,
  onLayout: (layout: Layout) => void,
): AsyncGenerator<StatementPart[]> {
  let layout = remembered
  let [row, skip] = [0, 0]
  if (layout) onLayout(layout)
  for await (const page of readTable(content, limits)) {
    const parts: StatementPart[] = []
    for (const tableRow of page) {
      row++
      if (!layout && row <= mostHeadRows) {
        layout = guessLayout(tableRow.cells, row)
        if (layout) onLayout(layout)
      }
      if (!layout || row <= layout.headRows) {
        const number = ownAccount.exec(tableRow.cells.join(' ').normalize('NFKC'))
        if (number) parts.push({ kind: 'account', number: number[1]! })
        if (!layout && ++skip > mostHeadRows) throw new StatementFault('layout-unknown')
        continue
      }
      const line = readLine(tableRow, layout)
      if (line) parts.push({ kind: 'line', line })
    }
    yield parts
  }
  if (!layout) throw new StatementFault('layout-unknown')
  yield [{ kind: 'end' }]
}

function readLine({ line, cells }: TableRow, layout: Layout): StatementLine | null {
  const cell = (column: LayoutColumn) => cells[(layout.columns[column] ?? 0) - 1] ?? ''
  if (isSum.test(cells.find((c) => c !== '')?.normalize('NFKC') ?? '')) return null
  const day = readDay(cell('day'), layout.dateOrder)
  if (!day) throw new StatementFault('day-unreadable', line, { value: cell('day').slice(0, 60) })
  const amount = (column: LayoutColumn) => {
    const fen = readAmount(cell(column))
    if (fen === null)
      throw new StatementFault('amount-unreadable', line, { value: cell(column).slice(0, 60) })
    return fen
  }
  return {
    line,
    day,
    amountFen: signedAmount(layout, line, cell, amount),
    balanceFen: layout.columns.balance && cell('balance') !== '' ? amount('balance') : null,
    counterparty: tidy(cell('counterparty')),
    counterAccount: tidy(cell('counterAccount')),
    remark: tidy([...new Set([cell('remark'), cell('purpose')])].join(' ')),
    bankRef: tidy(cell('bankRef')),
  }
}

function signedAmount(
  { amounts }: Layout,
  line: number,
  cell: (column: LayoutColumn) => string,
  amount: (column: LayoutColumn) => bigint,
): bigint {
  const missing = (value: string) => new StatementFault('amount-missing', line, { value })
  if (amounts === 'two') {
    const [credit, debit] = [amount('credit'), amount('debit')]
    if ((credit === 0n) === (debit === 0n)) throw missing(`${formatFen(credit)} / ${formatFen(debit)}`)
    // A bank that takes a booking back writes a minus into its own column.
    return credit !== 0n ? credit : -debit
  }
  const fen = amount('amount')
  if (fen === 0n) throw missing(cell('amount'))
  if (amounts === 'signed') return fen
  const mark = cell('direction').normalize('NFKC').trim()
  if (isCredit.test(mark) === isDebit.test(mark)) throw missing(mark)
  return isCredit.test(mark) ? fen : -fen
}

/** One space where there was any white space. Kept as the bank wrote it otherwise. */
export const tidy = (text: string): string =>
  text
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
    .slice(0, 500)
