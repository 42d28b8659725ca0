import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { TableFault, type TableLimits, type TableRow } from '../table'
import { storedZip } from './stored-zip.server'
import { unzipWorkbook } from './unzip-workbook.server'

/** What a cell shows, as text: of a formula its result, of a link its words. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value)
    return value.richText
      .map((run) => run.text)
      .join('')
      .trim()
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue)
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue)
  return ''
}

/** Rows of a workbook's first sheet. */
export async function* xlsxRows(content: Uint8Array, limits: TableLimits): AsyncGenerator<TableRow> {
  const parts = await unzipWorkbook(content, limits.unpackedBytes)
  const source = Readable.from(storedZip(parts), { objectMode: false })
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(source, {
    entries: 'emit',
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
  })
  try {
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        // Before its cells are made: a row may claim sixteen thousand.
        if (row.cellCount > limits.cells) throw new TableFault('too-many-cells', row.number)
        const cells = Array.from({ length: row.cellCount }, (_, i) => textOf(row.getCell(i + 1).value))
        yield { line: row.number, cells }
      }
      return
    }
  } catch (error) {
    throw error instanceof TableFault ? error : new TableFault('not-a-table')
  } finally {
    source.destroy()
  }
}
