import { csvRows } from './internal/read-csv.server'
import { xlsxRows } from './internal/read-xlsx.server'
import { TableFault, type TableLimits, type TableRow } from './table'

export const mostTableBytes = 20 * 1024 * 1024
const usualLimits: TableLimits = {
  bytes: mostTableBytes,
  unpackedBytes: 64 * 1024 * 1024,
  rows: 100_001,
  cells: 64,
  cellCharacters: 10_000,
}
const startsWith = (content: Uint8Array, ...bytes: number[]) => bytes.every((byte, i) => content[i] === byte)

/**
 * The rows of a CSV or XLSX file (its first sheet), a page at a time, each with the line on which it begins; empty rows
 * are left out. What it is, is read from its bytes and not from its name. Throws TableFault with a reason for people.
 */
export async function* readTable(
  content: Uint8Array,
  limits: Partial<TableLimits> = {},
): AsyncGenerator<TableRow[]> {
  const all = { ...usualLimits, ...limits }
  if (content.length === 0) throw new TableFault('empty')
  if (content.length > all.bytes) throw new TableFault('too-large')
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableFault('old-excel')
  const isZip = startsWith(content, 0x50, 0x4b)
  let rows = 0
  let page: TableRow[] = []
  for await (const row of isZip ? xlsxRows(content, all) : csvRows(content)) {
    if (row.cells.every((cell) => cell === '')) continue
    if (++rows > all.rows) throw new TableFault('too-many-rows', row.line)
    if (row.cells.length > all.cells) throw new TableFault('too-many-cells', row.line)
    if (row.cells.some((cell) => cell.length > all.cellCharacters))
      throw new TableFault('cell-too-long', row.line)
    page.push(row)
    if (page.length === 500) {
      yield page
      page = []
    }
  }
  if (rows === 0) throw new TableFault('empty')
  if (page.length) yield page
}
