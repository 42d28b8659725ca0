import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { hideSmall } from './hide-small'
import { type AssistanceFacts, readAssistanceFacts } from './read-assistance-facts.server'

/** A number of the public crossing; null: not published. */
export type PublicCell = { cases: number; amountFen: bigint } | null

/** `byMonth` holds the months whose sums are published: the same ones as in `crossing`, so that no page tells what another one hides. */
export interface PublicSums extends AssistanceFacts {
  /** Months across, categories with cases down; null when it cannot be shown without telling who. */
  crossing: { months: string[]; rows: { category: string; cells: PublicCell[] }[]; sums: PublicCell[] } | null
}

const crossing = `
  SELECT c.category, to_char(m.day, 'YYYY-MM') AS month, sum(m.sign)::int AS cases, sum(m.sign * c.amount_fen)::bigint AS "amountFen"
    FROM (SELECT id, paid_on AS day, 1 AS sign FROM stewardship_assistance_batch
           WHERE project = $1 AND state = 'paid' AND paid_on BETWEEN $2::date AND $3::date
          UNION ALL
          SELECT id, reversed_on, -1 FROM stewardship_assistance_batch
           WHERE project = $1 AND state = 'paid' AND reversed_on BETWEEN $2::date AND $3::date) m
    JOIN stewardship_assistance_case c ON c.batch = m.id GROUP BY 1, 2`

/**
 * What the public reads of a period's assistance: each category's sum, and category by month with small groups left out so that none can be
 * worked out (docs/decisions/0032).
 */
export async function readPublicSums(
  sql: Sql,
  project: string,
  period: { from: Day; to: Day },
): Promise<PublicSums> {
  const facts = await readAssistanceFacts(sql, project, period)
  const found = await sql.query<{ category: string; month: string; cases: number; amountFen: bigint }>(
    crossing,
    [...[project, period.from, period.to]],
  )
  const months = monthsOf(period)
  const rows = facts.byCategory.filter((c) => c.cases !== 0)
  const none = { cases: 0, amountFen: 0n }
  const at = (category: string, month: string) =>
    found.find((one) => one.category === category && one.month === month) ?? none
  const sumOf = (month: string) => facts.byMonth.find((one) => one.month === month) ?? none
  const hidden =
    months.length < 2
      ? null
      : hideSmall(
          rows.map(({ key }) => months.map((month) => at(key, month).cases)),
          months.map((month) => sumOf(month).cases),
        )
  const cell = (n: typeof none, isHidden: boolean): PublicCell =>
    isHidden ? null : { cases: n.cases, amountFen: n.amountFen }
  return {
    ...facts,
    byMonth: facts.byMonth.filter(({ month }) => hidden?.columns[months.indexOf(month)] === false),
    crossing: hidden && {
      months,
      rows: rows.map(({ key }, r) => ({
        category: key,
        cells: months.map((month, c) => cell(at(key, month), hidden.cells[r]![c]!)),
      })),
      sums: months.map((month, c) => cell(sumOf(month), hidden.columns[c]!)),
    },
  }
}

function monthsOf({ from, to }: { from: Day; to: Day }): string[] {
  const months: string[] = []
  for (let [y, m] = from.split('-').map(Number) as [number, number]; ; ) {
    const month = `${y}-${String(m).padStart(2, '0')}`
    if (month > to.slice(0, 7)) return months
    months.push(month)
    if (++m > 12) {
      m = 1
      y++
    }
  }
}

/**
 * The quarters that are over in which assistance of a project was paid, `2024-Q1`, the newest first. One that is not over is not told:
 * who looks every day would see each single case come.
 */
export async function listPaidQuarters(sql: Sql, project: string, today: Day): Promise<string[]> {
  const rows = await sql.query<{ quarter: string }>(
    `SELECT DISTINCT to_char(paid_on, 'YYYY-"Q"Q') AS quarter FROM stewardship_assistance_batch
      WHERE project = $1 AND state = 'paid' AND paid_on < date_trunc('quarter', $2::date)::date ORDER BY 1 DESC LIMIT 80`,
    [project, today],
  )
  return rows.map(({ quarter }) => quarter)
}

/** The first and the last day of `2024-Q1`; null for what is no quarter. */
export function daysOfQuarter(quarter: string): { from: Day; to: Day } | null {
  const [, year, q] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? []
  if (!year || !q) return null
  const last = Number(q) * 3
  const to = new Date(Date.UTC(Number(year), last, 0)).toISOString().slice(0, 10)
  return { from: `${year}-${String(last - 2).padStart(2, '0')}-01`, to }
}
