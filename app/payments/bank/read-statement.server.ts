import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import { SumCheck } from './internal/check-sums'
import { camt053Parts } from './internal/read-camt053.server'
import { mt940Parts } from './internal/read-mt940.server'
import { tableParts } from './internal/read-table-statement.server'
import type { Layout } from './layout'
import { LineNames } from './line-id.server'
import {
  bareNumber,
  StatementFault,
  type StatementFormat,
  type StatementLine,
  sameAccount,
} from './statement'

export interface NamedLine extends StatementLine {
  id: string
  nth: number
}
export interface ReadStatement {
  format: StatementFormat
  /** How the table was read; null for formats that say it themselves. */
  layout: Layout | null
  openingFen: Fen | null
  closingFen: Fen | null
  lines: number
  fromDay: Day
  toDay: Day
}
export interface StatementOf {
  id: string
  number: string
  layout: Layout | null
  /** What a person read from the paper, for a file that does not say it. */
  openingFen?: Fen | null
  closingFen?: Fen | null
}

/** What the file is, by its first bytes and not by its name. */
export function formatOf(content: Uint8Array): StatementFormat {
  const head = Buffer.from(content.subarray(0, 4_096)).toString('latin1')
  if (/^(\xef\xbb\xbf)?\s*</.test(head) && head.includes('camt.053')) return 'camt053'
  return /(^|\n|\{4:\r?\n?):(20|25):/.test(head) && !head.startsWith('PK') ? 'mt940' : 'table'
}

/**
 * Reads a bank's statement from its bytes, a page of lines at a time, each with its name; `onPage` gets the pages in the
 * file's order. Throws StatementFault or TableFault at the first thing that is wrong; the sums are proven at the end, so
 * nothing may be final before this returns.
 */
export async function readStatement(
  content: Uint8Array,
  of: StatementOf,
  onPage: (page: NamedLine[]) => Promise<void>,
): Promise<ReadStatement> {
  const format = formatOf(content)
  const names = new LineNames(of.id)
  const read: ReadStatement = {
    format,
    layout: null,
    openingFen: null,
    closingFen: null,
    lines: 0,
    fromDay: '',
    toDay: '',
  }
  let sums = new SumCheck()
  const end = (isFirst: boolean) => {
    if (isFirst && of.openingFen != null) sums.openingFen ??= of.openingFen
    if (format === 'table' && of.closingFen != null) sums.closingFen ??= of.closingFen
    const { openingFen, closingFen } = sums.end()
    if (isFirst) read.openingFen = openingFen
    read.closingFen = closingFen
    sums = new SumCheck()
  }
  let [ended, open] = [0, false]
  for await (const parts of partsOf(content, format, of.layout, (layout) => (read.layout = layout))) {
    const page: NamedLine[] = []
    for (const part of parts) {
      if (part.kind === 'account') {
        if (!sameAccount(part.number, of.number))
          throw new StatementFault('other-account', null, {
            found: bareNumber(part.number),
            expected: of.number,
          })
      } else if (part.kind === 'end') {
        end(ended++ === 0)
        open = false
      } else {
        open = true
        if (part.kind === 'line') {
          const { line } = part
          sums.take(line)
          read.lines++
          if (read.fromDay === '' || line.day < read.fromDay) read.fromDay = line.day
          if (line.day > read.toDay) read.toDay = line.day
          page.push({ ...line, ...names.name(line) })
        } else if (part.kind === 'opening') sums.openingFen = part.fen
        else sums.closingFen = part.fen
      }
    }
    if (page.length > 0) await onPage(page)
  }
  // A message that breaks off has no closing balance: its lines may not be all.
  if (open && format === 'mt940') throw new StatementFault('mt940-broken')
  if (read.lines === 0) throw new StatementFault('no-lines')
  return read
}

function partsOf(
  content: Uint8Array,
  format: StatementFormat,
  layout: Layout | null,
  onLayout: (l: Layout) => void,
) {
  if (format === 'camt053') return camt053Parts(content)
  return format === 'mt940' ? mt940Parts(content) : tableParts(content, layout, onLayout)
}
