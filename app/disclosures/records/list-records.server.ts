import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { personalIn } from '~/platform/personal-in'
import { readPublicSums } from '~/stewardship/assistance/read-public-sums.server'
import { monthIn } from '../statement/assistance-figures'
import { type Both, inBoth } from '../statement/figure'
import type { Quarter } from '../statement/quarter'
import { listProjectRecords } from './list-project-records.server'
import { pagedRecords } from './paged-records'

/** One record behind a figure. Holds no personal data. */
export interface FigureRecord {
  id: string
  day: Day | null
  what: Both
  detail: string
  amountFen: string | null
  count: number | null
  /** Path of its place in the public log. */
  link: string | null
  /** Path of its own page, without the language. */
  page: string | null
}
export interface RecordKey {
  day: Day
  id: string
}
export interface FigureRecords {
  rows: FigureRecord[]
  /** `sums`: single records are private (assistance); `records`: each is shown. */
  shown: 'records' | 'sums'
  next: RecordKey | null
}

interface Row extends Omit<FigureRecord, 'what' | 'amountFen'> {
  zh: string
  en: string
  fen: bigint | null
}
const pageSize = 100

/**
 * The records behind a figure of a project's quarter, oldest first, a hundred to a page. Of assistance only sums. Null for a key that
 * this room has no records of.
 */
export async function listRecords(
  sql: Sql,
  asked: { project: string; quarter: Quarter; figure: string; after?: RecordKey },
): Promise<FigureRecords | null> {
  const { project, quarter, figure, after } = asked
  if (figure.startsWith('assistance.')) return assistanceSums(sql, project, quarter, figure)
  const paged = pagedRecords(figure)
  if (!paged) return listProjectRecords(sql, asked)
  const rows = await sql.query<Row>(
    `SELECT * FROM (${paged.sql}) x WHERE (x.day, x.id) > ($5::date, $6) ORDER BY x.day, x.id LIMIT ${pageSize + 1}`,
    [project, quarter.from, quarter.to, paged.part, after?.day ?? '0001-01-01', after?.id ?? ''],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    shown: 'records',
    rows: page.map(({ zh, en, fen, ...row }) => ({
      ...row,
      what: inBoth(zh, en),
      // What is typed beside a count has passed no check of a notice.
      detail: personalIn(row.detail).length > 0 ? '' : row.detail,
      amountFen: fen?.toString() ?? null,
    })),
    next: last && rows.length > pageSize ? { day: last.day!, id: last.id } : null,
  }
}

async function assistanceSums(
  sql: Sql,
  project: string,
  quarter: Quarter,
  figure: string,
): Promise<FigureRecords> {
  const { byCategory, byMonth } = await readPublicSums(sql, project, quarter)
  const row = (id: string, what: Both, one: { cases: number; amountFen: bigint }): FigureRecord => ({
    ...{ id, what, day: null, detail: '', link: null, page: null },
    ...{ amountFen: one.amountFen.toString(), count: one.cases },
  })
  const rows = figure.startsWith('assistance.byMonth.')
    ? byMonth.map((one) => row(one.month, monthIn(one.month), one))
    : byCategory
        .filter((one) => one.cases !== 0)
        .map((one) => row(one.key, inBoth(one.nameZh, one.nameEn), one))
  return { shown: 'sums', rows, next: null }
}
