import { createHash } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { readTable } from '~/platform/read-table.server'
import type { TableRow } from '~/platform/table'
import type { Fund, FundFacts } from './fund'
import { type FundImportPlan, mostShown, type PlannedRow } from './fund-import-plan'
import { type FundColumn, type FundWords, fundColumns, inOrder, readFundRow, readHeader } from './fund-row'

const known = `
  SELECT slug, kind, name_zh AS "nameZh", name_en AS "nameEn", purpose_zh AS "purposeZh", purpose_en AS "purposeEn",
         restricted, position, founder, manager, founded_on AS "foundedOn", opening_min_fen AS "openingMinFen", group_key AS "group"
    FROM ledger_fund WHERE slug = ANY($1)`

/**
 * Reads a list of funds (CSV or XLSX, with or without a header) and says row by row what opening them would do. Writes
 * nothing. A page of rows at a time, so memory does not grow with the file; `onNew` is handed each fund to open, in order.
 * Throws TableFault when it is no table.
 */
export async function planFundImport(
  sql: Sql,
  content: Uint8Array,
  words: FundWords,
  onNew: (fund: Fund & FundFacts) => Promise<void> = async () => {},
): Promise<FundImportPlan> {
  const plan: FundImportPlan = {
    counts: { new: 0, same: 0, differs: 0, error: 0 },
    shown: [],
    faults: [],
    hasHeader: false,
    hash: '',
  }
  const hash = createHash('sha256')
  const seen = new Set<string>()
  let places = inOrder
  let first = true
  for await (const page of readTable(content)) {
    let rows = page
    if (first) {
      first = false
      const header = readHeader(page[0]!.cells, words)
      if (header) {
        plan.hasHeader = true
        places = header
        rows = page.slice(1)
      }
    }
    for (const row of await verdicts(sql, rows, places, words, seen)) {
      plan.counts[row.verdict]++
      if (plan.shown.length < mostShown) plan.shown.push(row)
      const stops = row.verdict === 'error' || row.verdict === 'differs'
      if (stops && plan.faults.length < mostShown) plan.faults.push(row)
      hash.update(`${JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`)
      if (row.verdict === 'new') await onNew(row.fund)
    }
  }
  plan.hash = hash.digest('hex')
  return plan
}

/** The column is written in yuan, the fact kept in fen. */
const factOf = (column: FundColumn) => (column === 'openingMin' ? 'openingMinFen' : column)

async function verdicts(
  sql: Sql,
  rows: readonly TableRow[],
  places: Partial<Record<FundColumn, number>>,
  words: FundWords,
  seen: Set<string>,
): Promise<PlannedRow[]> {
  const read = rows.map(({ line, cells }) => ({ line, cells, row: readFundRow(cells, places, words) }))
  const slugs = read.flatMap(({ row }) => (row.ok ? [row.fund.slug] : []))
  const there = new Map((await sql.query<Fund & FundFacts>(known, [slugs])).map((fund) => [fund.slug, fund]))
  return read.map(({ line, cells, row }): PlannedRow => {
    if (!row.ok) {
      const value = cells[places[row.column] ?? -1] ?? ''
      return { line, verdict: 'error', column: row.column, reason: row.reason, value: value.slice(0, 80) }
    }
    const { fund } = row
    if (seen.has(fund.slug)) {
      return { line, verdict: 'error', column: 'slug', reason: 'twice', value: fund.slug }
    }
    seen.add(fund.slug)
    const old = there.get(fund.slug)
    if (!old) return { line, verdict: 'new', fund }
    const columns = fundColumns.filter((column) => old[factOf(column)] !== fund[factOf(column)])
    return columns.length === 0
      ? { line, verdict: 'same', fund }
      : { line, verdict: 'differs', fund, columns }
  })
}
