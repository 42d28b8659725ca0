import { yuanText } from '~/money/fen'
import type { ExportColumn } from '../export-column'
import { shanghaiClock } from './shanghai-clock'

/** Excel takes UTF-8 for what it is only when the file begins so. */
const byteOrderMark = '\uFEFF'

/**
 * A spreadsheet takes a text that begins so for a formula, and runs it (OWASP, CSV injection); full-width signs become
 * plain ones in some. Only texts are made safe: an amount of -1.00 is a number and stays one.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u
export const safeText = (text: string) => (formula.test(text) ? `'${text}` : text)

/** RFC 4180: what holds a comma, quote or line break is quoted, quotes are doubled. */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function cellOf<Row>(column: ExportColumn<Row>, row: Row): string {
  switch (column.kind) {
    case 'text':
      return quoted(safeText(column.cell(row) ?? ''))
    case 'money': {
      const fen = column.cell(row)
      return fen === null ? '' : yuanText(fen)
    }
    case 'count':
      return column.cell(row)?.toString() ?? ''
    case 'day':
      return column.cell(row) ?? ''
    case 'instant': {
      const at = column.cell(row)
      return at ? shanghaiClock(at).toISOString().slice(0, 19).replace('T', ' ') : ''
    }
  }
}

/** A list as CSV: UTF-8 with byte order mark, CRLF, one piece for each page. */
export async function* csvPieces<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Buffer> {
  const line = (cells: string[]) => `${cells.join(',')}\r\n`
  yield Buffer.from(byteOrderMark + line(columns.map((column) => quoted(safeText(column.header)))))
  for await (const page of pages) {
    yield Buffer.from(page.map((row) => line(columns.map((column) => cellOf(column, row)))).join(''))
  }
}
