import { createHash } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { readTable } from '~/platform/read-table.server'
import { textsIn } from '~/platform/texts.server'
import type { OfferedLevel, Registration } from './find-registration.server'
import { type MemberPlan, mostShown, type PlannedMember } from './member-plan'
import {
  levelWordOf,
  type MemberRow,
  type MemberWords,
  memberColumns,
  memberKey,
  memberListLimits,
  membersInOrder,
  readMember,
  readMemberHeader,
  wordOf,
} from './member-row'

const known = `
  SELECT w.name, p.contact_phone AS phone FROM walks_walker w JOIN walks_party p ON p.id = w.party_id
   WHERE w.unit_id = $1::uuid AND w.state <> 'cancelled'`

/** What lists call things, in both languages. */
export function memberWords({ levels, questions }: Pick<Registration, 'levels' | 'questions'>): MemberWords {
  const columns: MemberWords['columns'] = {}
  for (const locale of ['zh-CN', 'en'] as const) {
    const t = textsIn(locale, 'registration')
    for (const column of memberColumns) {
      columns[wordOf(column)] = column
      columns[wordOf(t(`unit.column.${column}`))] = column
    }
  }
  const names = ({ key, nameZh, nameEn, km }: OfferedLevel) => [key, nameZh, nameEn, `${km}`, `${km}km`]
  return {
    columns,
    levels: Object.fromEntries(levels.flatMap((l) => names(l).map((name) => [levelWordOf(name), l.key]))),
    questions,
  }
}

/**
 * Reads a list of members (CSV or XLSX, with or without a header) and says row by row what importing would do. Writes nothing;
 * `onNew` is handed each new member in order. At most 5,000 rows are read; a unit may register fewer, which the plan says. Throws TableFault when it is no table.
 */
export async function planMemberImport(
  sql: Sql,
  unitId: string,
  registration: Pick<Registration, 'levels' | 'questions' | 'unitMembers'>,
  content: Uint8Array,
  onNew: (member: MemberRow) => void = () => {},
): Promise<MemberPlan> {
  const words = memberWords(registration)
  const members = await sql.query<{ name: string; phone: string }>(known, [unitId])
  const before = new Set(members.map(memberKey))
  const seen = new Set<string>()
  const plan: MemberPlan = {
    counts: { new: 0, known: 0, error: 0 },
    shown: [],
    faults: [],
    hasHeader: false,
    full: [],
    over: null,
    hash: '',
  }
  const hash = createHash('sha256')
  const needs = new Map<string, number>()
  let places = membersInOrder(registration.questions)
  let first = true
  for await (const page of readTable(content, memberListLimits)) {
    let rows = page
    if (first) {
      first = false
      const header = readMemberHeader(page[0]!.cells, words)
      if (header) {
        plan.hasHeader = true
        places = header
        rows = page.slice(1)
      }
    }
    for (const { line, cells } of rows) {
      const read = readMember(cells, places, words)
      let row: PlannedMember
      if (!read.ok) {
        const value = read.column === 'answer' ? '' : (cells[places.columns[read.column] ?? -1] ?? '')
        row = { line, verdict: 'error', column: read.column, reason: read.reason, value: value.slice(0, 40) }
      } else {
        const key = memberKey(read.member)
        const { name } = read.member
        if (seen.has(key)) row = { line, verdict: 'error', column: 'name', reason: 'twice', value: name }
        else row = { line, verdict: before.has(key) ? 'known' : 'new', member: read.member }
        seen.add(key)
      }
      plan.counts[row.verdict]++
      if (plan.shown.length < mostShown) plan.shown.push(row)
      if (row.verdict === 'error' && plan.faults.length < mostShown) plan.faults.push(row)
      hash.update(`${JSON.stringify(row)}\n`)
      if (row.verdict !== 'new') continue
      needs.set(row.member.level, (needs.get(row.member.level) ?? 0) + 1)
      onNew(row.member)
    }
  }
  for (const { key, left } of registration.levels)
    if ((needs.get(key) ?? 0) > left) plan.full.push({ level: key, needs: needs.get(key)!, left })
  const most = registration.unitMembers
  if (members.length + plan.counts.new > most) plan.over = { has: members.length, most }
  plan.hash = hash.digest('hex')
  return plan
}
