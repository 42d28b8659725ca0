import type { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import { yuanText } from '~/money/fen'
import type { ExportColumn } from '../export-column'
import { shanghaiClock } from './shanghai-clock'

/** A sheet holds 1,048,576 rows; longer lists go on in the next one. */
const mostRows = 1_000_000
/** What Excel takes in one cell. */
const mostCharacters = 32_767

const formats = {
  money: '#,##0.00',
  count: '#,##0',
  day: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
  text: '@',
}

/**
 * An amount as the number whose text in the file is exactly yuan and fen: cells hold decimal text, and a double keeps 15
 * digits of it. What is longer stays text, so that no fen is lost.
 */
export function yuanNumber(fen: bigint): number | string {
  const text = yuanText(fen)
  return text.replace(/\D/g, '').length <= 15 ? Number(text) : text
}

/** Texts are never formulas here: a cell of type text is not run, whatever it begins with. */
function cellValue<Row>(column: ExportColumn<Row>, row: Row): string | number | Date | null {
  switch (column.kind) {
    case 'text':
      return column.cell(row)?.slice(0, mostCharacters) ?? null
    case 'money': {
      const fen = column.cell(row)
      return fen === null ? null : yuanNumber(fen)
    }
    case 'count': {
      const n = column.cell(row)
      return n === null ? null : Number.isSafeInteger(Number(n)) ? Number(n) : n.toString()
    }
    case 'day': {
      const day = column.cell(row)
      return day === null ? null : new Date(`${day}T00:00:00Z`)
    }
    case 'instant': {
      const at = column.cell(row)
      return at && shanghaiClock(at)
    }
  }
}

/**
 * The parts of exceljs' writers that its types leave out: where a sheet's rows go, and the ZIP around them. The pipe is a
 * stream of an older make, which tells only here that it is full (a test holds this: pages must not pile up).
 */
interface Inside {
  stream: { pipes: (EventEmitter & { _writableState: { needDrain: boolean } })[] }
}
interface Outside {
  zip: { abort(): void }
}

/** A list as XLSX. exceljs takes rows as fast as they come: after each page we wait until its ZIP has taken them. */
export async function* xlsxPieces<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Buffer> {
  const out = new PassThrough()
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 3 } },
  } as ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0])
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const flowed = async (sheet: ExcelJS.Worksheet) => {
    for (const pipe of (sheet as unknown as Inside).stream.pipes) {
      if (pipe._writableState.needDrain)
        await Promise.race([stopped, new Promise<void>((resolve) => pipe.once('drain', resolve))])
    }
  }
  async function write() {
    let sheet = addSheet(workbook, columns, 1)
    let rows = 0
    for await (const page of pages) {
      for (const row of page) {
        if (rows > 0 && rows % mostRows === 0) {
          sheet.commit()
          sheet = addSheet(workbook, columns, rows / mostRows + 1)
        }
        sheet.addRow(columns.map((column) => cellValue(column, row))).commit()
        rows++
      }
      await flowed(sheet)
      if (out.destroyed) return
    }
    await workbook.commit()
  }
  const written = write().catch((error: Error) => void out.destroy(error))
  try {
    for await (const piece of out) yield piece as Buffer
    await written
  } finally {
    if (!out.readableEnded) {
      ;(workbook as unknown as Outside).zip.abort()
      out.destroy()
    }
    stop()
  }
}

function addSheet<Row>(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  columns: readonly ExportColumn<Row>[],
  n: number,
) {
  const sheet = workbook.addWorksheet(String(n), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ width = 16, kind }) => ({ width, style: { numFmt: formats[kind] } }))
  const head = sheet.addRow(columns.map(({ header }) => header))
  head.font = { bold: true }
  head.commit()
  return sheet
}
