import { createHash } from 'node:crypto'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Sql } from '~/platform/db.server'
import { readTable } from '~/platform/read-table.server'
import { textsIn } from '~/platform/texts.server'
import type { PledgeSetting } from './pledge'
import type { PledgeDraft } from './pledge-form'
import { mostShown, type PlannedPledge, type PledgePlan } from './pledge-plan'
import {
  type PledgeWords,
  pledgeColumnNames,
  pledgeKey,
  pledgeListLimits,
  pledgesInOrder,
  readPledgeHeader,
  readPledgeRow,
  wordOf,
} from './pledge-row'

const known = `
  SELECT unit_name AS "unitName", amount_fen AS "amountFen", region, fund FROM giving_pledge WHERE campaign = $1 AND state <> 'withdrawn'`

/** What lists call things, in both languages: columns, what a unit may designate by name or slug, yes and no. */
export async function pledgeWords(
  sql: Sql,
  { regions, funds }: Pick<PledgeSetting, 'regions' | 'funds'>,
): Promise<PledgeWords> {
  const words = {
    columns: {},
    designations: {},
    yes: ['yes', 'y', '1', 'true'],
    no: ['no', 'n', '0', 'false'],
  } as {
    columns: PledgeWords['columns']
    designations: PledgeWords['designations']
    yes: string[]
    no: string[]
  }
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = textsIn(locale, 'pledging')
    for (const column of pledgeColumnNames) {
      words.columns[wordOf(column)] = column
      words.columns[wordOf(t(`column.${column}`))] = column
    }
    words.yes.push(...t('import.yes').split(' '))
    words.no.push(...t('import.no').split(' '))
    words.designations[wordOf(t('federation'))] = ''
  }
  const onOffer = (await listFundChoices(sql)).filter(({ slug }) => funds.includes(slug))
  for (const { slug, nameZh, nameEn } of onOffer)
    for (const name of [slug, nameZh, nameEn]) words.designations[wordOf(name)] = `fund:${slug}`
  for (const { key, zh, en } of regions)
    for (const name of [key, zh, en]) words.designations[wordOf(name)] = `region:${key}`
  return words
}

/**
 * Reads a list of pledges (CSV in UTF-8 or GBK, or XLSX, with or without a header) and says row by row what importing would do.
 * Writes nothing; `onNew` is handed each new pledge in order. At most 5,000 rows. Throws TableFault when it is no table.
 */
export async function planPledgeImport(
  sql: Sql,
  setting: PledgeSetting,
  content: Uint8Array,
  onNew: (draft: PledgeDraft) => void = () => {},
): Promise<PledgePlan> {
  const words = await pledgeWords(sql, setting)
  const before = new Set(
    (await sql.query<Parameters<typeof pledgeKey>[0]>(known, [setting.campaign])).map(pledgeKey),
  )
  const seen = new Set<string>()
  const counts = { new: 0, known: 0, error: 0 }
  const plan: PledgePlan = { counts, sumFen: 0n, shown: [], faults: [], hasHeader: false, hash: '' }
  const hash = createHash('sha256')
  let places = pledgesInOrder
  let first = true
  for await (const page of readTable(content, pledgeListLimits)) {
    let rows = page
    if (first) {
      first = false
      const header = readPledgeHeader(page[0]!.cells, words)
      if (header) {
        plan.hasHeader = true
        places = header
        rows = page.slice(1)
      }
    }
    for (const { line, cells } of rows) {
      const read = readPledgeRow(cells, places, words, setting)
      let row: PlannedPledge
      if (!read.ok) {
        const value = (cells[places[read.column] ?? -1] ?? '').slice(0, 40)
        row = { line, verdict: 'error', column: read.column, reason: read.reason, value }
      } else {
        const key = pledgeKey(read.draft)
        const value = read.draft.unitName
        if (seen.has(key)) row = { line, verdict: 'error', column: 'unitName', reason: 'twice', value }
        else row = { line, verdict: before.has(key) ? 'known' : 'new', draft: read.draft }
        seen.add(key)
      }
      counts[row.verdict]++
      if (plan.shown.length < mostShown) plan.shown.push(row)
      if (row.verdict === 'error' && plan.faults.length < mostShown) plan.faults.push(row)
      hash.update(`${JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`)
      if (row.verdict !== 'new') continue
      plan.sumFen += row.draft.amountFen
      onNew(row.draft)
    }
  }
  plan.hash = hash.digest('hex')
  return plan
}
