import { Readable } from 'node:stream'
import type { ExportColumn, ExportFormat } from './export-column'
import { csvPieces } from './internal/write-csv.server'
import { xlsxPieces } from './internal/write-xlsx.server'
import type { Outlet } from './outlet.server'

export interface Export<Row> {
  format: ExportFormat
  /** Without extension; letters, digits and hyphens. */
  filename: string
  columns: readonly ExportColumn<Row>[]
  /** Read as they are wanted (`byPage`): one page is in memory at a time. */
  pages: AsyncIterable<readonly Row[]>
  outlet: Outlet
  /** Told once, at the end: how many rows were written, and whether all of them were (not when the reader hung up, or reading failed). */
  onEnd?: (end: { rows: number; whole: boolean }) => Promise<void>
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A list as a file, streamed: reads a page, writes it, and waits until the reader has taken it. When the reader hangs up,
 * no further page is read. No compression on the way: XLSX is a ZIP, and a compressor would gather what should flow.
 */
export function exportRows<Row>({ format, filename, columns, pages, outlet, onEnd }: Export<Row>): Response {
  const end = { rows: 0, whole: false }
  async function* taken() {
    for await (const page of pages) {
      if (!(await outlet.ready())) return
      yield page
      end.rows += page.length
    }
    end.whole = true
  }
  async function* pieces() {
    try {
      for await (const piece of format === 'csv'
        ? csvPieces(columns, taken())
        : xlsxPieces(columns, taken())) {
        if (!(await outlet.ready())) {
          end.whole = false
          return
        }
        yield piece
      }
    } catch (error) {
      end.whole = false
      throw error
    } finally {
      await onEnd?.(end)
    }
  }
  const body = Readable.toWeb(Readable.from(pieces(), { objectMode: true, highWaterMark: 1 }))
  return new Response(body as ReadableStream, {
    headers: {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}.${format}"`,
      'Cache-Control': 'private, no-store, no-transform',
    },
  })
}
