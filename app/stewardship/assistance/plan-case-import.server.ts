import { createHash } from 'node:crypto'
import { wordOf } from '~/giving/pledge-row'
import type { Sql } from '~/platform/db.server'
import { locales } from '~/platform/i18n'
import { readTable } from '~/platform/read-table.server'
import { textsIn } from '~/platform/texts.server'
import { type AssistanceFault, type CaseDraft, readCase } from './assistance'
import {
  type CaseColumn,
  type CasePlan,
  caseColumns,
  caseListLimits,
  mostShown,
  type PlannedCase,
} from './case-plan'
import { listCategories } from './list-categories.server'
import type { PersonBox } from './person-box.server'

type Places = Partial<Record<CaseColumn, number>>
const inOrder: Places = Object.fromEntries(caseColumns.map((column, i) => [column, i]))
const known = `
  SELECT DISTINCT encode(c.person_key, 'hex') AS mark FROM stewardship_assistance_case c JOIN stewardship_assistance_batch b ON b.id = c.batch
   WHERE c.person_key = ANY ($1::bytea[]) AND b.reversed_on IS NULL`

/** What lists call columns and categories, in every language of ours. */
async function wordsOf(sql: Sql) {
  const columns: Record<string, CaseColumn> = {}
  for (const column of caseColumns) columns[wordOf(column)] = column
  for (const locale of locales)
    for (const column of caseColumns)
      columns[wordOf(textsIn(locale, 'assistance')(`column.${column}`))] = column
  const categories: Record<string, string> = {}
  for (const { key, nameZh, nameEn } of await listCategories(sql))
    for (const name of [key, nameZh, nameEn]) categories[bare(name)] = key
  return { columns, categories }
}
/** “持证” and "持证" are one category, however a list quotes it. */
const bare = (text: string) => wordOf(text).replace(/[“”"'「」]/g, '')

/**
 * Reads a list of cases (CSV in UTF-8 or GBK, or XLSX, with or without a header) and says row by row what importing would do. Writes
 * nothing; `onCase` is handed each case in order. At most 2,000 rows. Throws TableFault when it is no table.
 */
export async function planCaseImport(
  sql: Sql,
  box: PersonBox,
  content: Uint8Array,
  onCase: (draft: CaseDraft) => void = () => {},
): Promise<CasePlan> {
  const words = await wordsOf(sql)
  const keys = new Set(Object.values(words.categories))
  const seen = new Set<string>()
  const counts = { new: 0, again: 0, error: 0 }
  const plan: CasePlan = { counts, sumFen: 0n, shown: [], faults: [], hasHeader: false, hash: '' }
  const hash = createHash('sha256')
  let places = inOrder
  let first = true
  for await (const page of readTable(content, caseListLimits)) {
    let rows = page
    if (first) {
      first = false
      const header = readHeader(page[0]!.cells, words.columns)
      if (header) {
        plan.hasHeader = true
        places = header
        rows = page.slice(1)
      }
    }
    const read = rows.map(({ line, cells }) => {
      const cell = (name: string) => cells[places[name as CaseColumn] ?? -1] ?? ''
      const text = (name: string) =>
        name === 'category' ? (words.categories[bare(cell(name))] ?? cell(name)) : cell(name)
      const got = readCase(text, keys)
      return { line, cell, got, mark: got.ok ? box.markOf(got.draft.person.idNumber) : null }
    })
    const marks = read.flatMap(({ mark }) => mark ?? [])
    const before = new Set((await sql.query<{ mark: string }>(known, [marks])).map(({ mark }) => mark))
    for (const { line, cell, got, mark } of read) {
      let row: PlannedCase
      if (!got.ok) {
        const [column, reason] = Object.entries(got.errors)[0] as [CaseColumn, AssistanceFault]
        row = { line, verdict: 'error', column, reason, value: cell(column).slice(0, 40) }
      } else {
        const said = mark?.toString('hex')
        const again = said !== undefined && (seen.has(said) || before.has(said))
        if (said) seen.add(said)
        row = { line, verdict: again ? 'again' : 'new', draft: got.draft }
      }
      counts[row.verdict]++
      if (plan.shown.length < mostShown) plan.shown.push(row)
      if (row.verdict === 'error' && plan.faults.length < mostShown) plan.faults.push(row)
      hash.update(`${JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`)
      if (row.verdict === 'error') continue
      plan.sumFen += row.draft.amountFen
      onCase(row.draft)
    }
  }
  plan.hash = hash.digest('hex')
  return plan
}

/** Which cell is which, when `cells` are a header; null when they are a case. */
function readHeader(cells: readonly string[], columns: Record<string, CaseColumn>): Places | null {
  const places: Places = {}
  cells.forEach((cell, i) => {
    const column = columns[wordOf(cell)]
    if (column) places[column] ??= i
  })
  return places.name === undefined || places.amount === undefined ? null : places
}
