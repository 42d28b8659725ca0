import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import ExcelJS from 'exceljs'
import { TableFault, type TableLimits, type TableRow } from '../table'
import { unzipWorkbook } from './unzip-workbook.server'

/** The parts as a ZIP that packs nothing: exceljs unpacks by itself and knows no bounds, so it gets nothing to unpack. */
function* storedZip(parts: Map<string, Buffer>): Generator<Buffer> {
  const list: Buffer[] = []
  let at = 0
  for (const [name, bytes] of parts) {
    const named = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(named.length, 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, named])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    list.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, tail, named]))
    yield local
    for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536)
    at += local.length + bytes.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([directory, end])
}

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
