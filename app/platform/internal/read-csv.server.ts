import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { TableFault, type TableRow } from '../table'
import { textPieces } from '../text-pieces.server'

const delimiters = [',', ';', '\t'] as const

/** The one that stands most often in the first row, outside of quotes. */
function delimiterOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0]!
  const often = (mark: string) => bare.split(mark).length
  return delimiters.reduce((best, mark) => (often(mark) > often(best) ? mark : best))
}

/** Rows of a CSV file: comma, semicolon or tab; quoted line breaks; UTF-8 or GBK, with or without byte order mark. */
export async function* csvRows(content: Uint8Array): AsyncGenerator<TableRow> {
  const pieces = textPieces(content)
  const first = pieces.next().value ?? ''
  if (/^\s*<(!doctype|html|\?xml|svg)/i.test(first)) throw new TableFault('not-a-table')
  function* all() {
    yield first
    yield* pieces
  }
  let parsed = 0
  const parser = parse({
    delimiter: delimiterOf(first),
    relax_column_count: true,
    info: true,
    trim: true,
    max_record_size: 256 * 1024,
    // Told as rows are parsed: those in front of a fault may never reach the loop below.
    on_record(row, { lines }) {
      parsed = lines
      return row
    },
  })
  const source = Readable.from(all())
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let ended = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      const breaks = record.join('').split(/\r\n|\r|\n/).length - 1
      const line = Math.max(ended + 1, info.lines - breaks)
      ended = info.lines
      yield { line, cells: record.map((cell) => cell.trim()) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw new TableFault('cell-too-long', parsed + 1)
    throw new TableFault('quotes-broken', parsed + 1)
  } finally {
    source.destroy()
    parser.destroy()
  }
}
