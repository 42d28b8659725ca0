import { createHash } from 'node:crypto'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Sql } from '~/platform/db.server'
import { readTable } from '~/platform/read-table.server'
import { textsIn } from '~/platform/texts.server'
import { uuidOfName } from '~/platform/uuid-of-name.server'
import { mostLines } from './batch'
import type { LineDraft } from './batch-form'
import {
  type BatchWords,
  batchColumnNames,
  batchInOrder,
  chequeKey,
  readBatchHeader,
  readBatchRow,
} from './batch-list-row'
import { type BatchPlan, mostShownLines, type PlannedLine } from './batch-plan'
import { type BatchRow, routesOf } from './internal/batch-row.server'
import { wordOf } from './pledge-row'

/** The header is a row of its own. */
export const batchListLimits = { rows: mostLines + 1, unpackedBytes: 4 * 1024 * 1024 } as const

async function batchWords(sql: Sql, funds: readonly string[]): Promise<BatchWords> {
  const words = { columns: {}, funds: {}, yes: ['yes', 'y', '1'], no: ['no', 'n', '0'] } as {
    columns: BatchWords['columns']
    funds: BatchWords['funds']
    yes: string[]
    no: string[]
  }
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = textsIn(locale, 'offline')
    for (const column of batchColumnNames) {
      words.columns[wordOf(column)] = column
      words.columns[wordOf(t(`import.column.${column}`))] = column
    }
    words.yes.push(...t('import.yes').split(' '))
    words.no.push(...t('import.no').split(' '))
    words.funds[wordOf(t('line.byRouting'))] = 'routing'
  }
  const onOffer = (await listFundChoices(sql)).filter(({ slug }) => funds.includes(slug))
  for (const { slug, nameZh, nameEn } of onOffer)
    for (const name of [slug, nameZh, nameEn]) words.funds[wordOf(name)] = slug
  return words
}
const there = `
  SELECT id::text, cheque_number AS "chequeNumber", cheque_bank AS "chequeBank" FROM giving_batch_line WHERE batch_id = $1::uuid`

/**
 * Reads a list of cash or cheques (CSV in UTF-8 or GBK, or XLSX, with or without a header) and says row by row what bringing it into the
 * batch would do. Writes nothing; `onNew` is handed each new line in order, with its id: a row of a file has the same whenever it comes.
 * Throws TableFault when it is no table. Null when the campaign takes no money.
 */
export async function planBatchImport(
  sql: Sql,
  batch: BatchRow,
  content: Uint8Array,
  onNew: (id: string, draft: LineDraft) => void = () => {},
): Promise<BatchPlan | null> {
  const routes = await routesOf(sql, batch.campaign)
  if (!routes) return null
  const funds = routes.map((route) => route.fund)
  const words = await batchWords(sql, funds)
  const known = await sql.query<{ id: string; chequeNumber: string; chequeBank: string }>(there, [batch.id])
  const ids = new Set(known.map(({ id }) => id))
  const cheques = new Set(known.map(chequeKey))
  const seen = new Set<string>()
  const file = createHash('sha256').update(content).digest('hex')
  const hash = createHash('sha256')
  const counts = { new: 0, known: 0, error: 0 }
  const plan: BatchPlan = {
    ...{ counts, sumFen: 0n, shown: [], faults: [], hasHeader: false, tooMany: false, hash: '' },
  }
  let places = batchInOrder(batch.kind)
  let first = true
  for await (const page of readTable(content, batchListLimits)) {
    const header = first ? readBatchHeader(page[0]!.cells, words) : null
    first = false
    if (header) {
      plan.hasHeader = true
      places = header
    }
    for (const { line, cells } of header ? page.slice(1) : page) {
      const id = uuidOfName(`${batch.id} ${file} ${line}`)
      const row = rowOf(line, id, cells)
      counts[row.verdict]++
      if (plan.shown.length < mostShownLines) plan.shown.push(row)
      if (row.verdict === 'error' && plan.faults.length < mostShownLines) plan.faults.push(row)
      hash.update(`${JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`)
      if (row.verdict !== 'new') continue
      plan.sumFen += row.draft.amountFen
      onNew(id, row.draft)
    }
  }
  plan.tooMany = known.length + counts.new > mostLines
  plan.hash = hash.digest('hex')
  return plan

  function rowOf(line: number, id: string, cells: readonly string[]): PlannedLine {
    const read = readBatchRow(cells, places, words, { kind: batch.kind, fund: batch.fund, funds })
    if (!read.ok) {
      const value = (cells[places[read.column] ?? -1] ?? '').slice(0, 40)
      return { line, verdict: 'error', column: read.column, reason: read.reason, value }
    }
    const { draft } = read
    const key = chequeKey(draft)
    if (batch.kind === 'cheque' && seen.has(key))
      return { line, verdict: 'error', column: 'chequeNumber', reason: 'twice', value: draft.chequeNumber }
    seen.add(key)
    const isKnown = ids.has(id) || (batch.kind === 'cheque' && cheques.has(key))
    return { line, verdict: isKnown ? 'known' : 'new', draft }
  }
}
