import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { budgetOf, type YearlyUse } from '~/projects/yearly-use'

const contracts = `
  SELECT id::text AS contract, number, title_zh AS "titleZh", title_en AS "titleEn", yearly_fen AS "budgetFen", total_fen AS "totalFen",
         cancelled_on IS NOT NULL AS cancelled, EXISTS (SELECT FROM projects_instalment i WHERE i.contract = c.id) AS "byInstalments", from_on AS "fromOn", to_on AS "toOn"
    FROM projects_contract c WHERE project = $1 AND yearly_fen IS NOT NULL ORDER BY signed_on, number LIMIT 100`
/** Payments that stand, and instalments that were paid before the books were kept here. */
const paid = `
  SELECT contract, extract(year FROM paid_on)::int AS year, sum(fen)::bigint AS "paidFen" FROM (
    SELECT contract::text, paid_on, amount_fen AS fen FROM stewardship_disbursement WHERE contract = ANY ($1::uuid[]) AND reversed_on IS NULL
    UNION ALL
    SELECT contract::text, paid_on, amount_fen FROM projects_instalment WHERE contract = ANY ($1::uuid[]) AND paid_on IS NOT NULL AND paid_by IS NULL
  ) p GROUP BY 1, 2`
type Row = Omit<YearlyUse, 'years'> & { fromOn: Day; toOn: Day }

/** What was paid under a project's service contracts, by calendar year up to that of `today`. */
export async function readYearlyUse(sql: Sql, project: string, today: Day): Promise<YearlyUse[]> {
  const rows = await sql.query<Row>(contracts, [project])
  if (rows.length === 0) return []
  const sums = await sql.query<{ contract: string; year: number; paidFen: Fen }>(paid, [
    rows.map(({ contract }) => contract),
  ])
  const thisYear = Number(today.slice(0, 4))
  return rows.map(({ fromOn, toOn, ...row }) => {
    const own = sums.filter(({ contract }) => contract === row.contract)
    const [first, last] = [fromOn, toOn].map((day) => Math.min(Number(day.slice(0, 4)), thisYear)) as [
      number,
      number,
    ]
    const term = Array.from({ length: last - first + 1 }, (_, n) => first + n)
    const years = [...new Set([...term, ...own.map(({ year }) => year)])].sort((a, b) => b - a)
    return {
      ...row,
      years: years.map((year) => ({
        year,
        budgetFen: budgetOf(row.budgetFen, { fromOn, toOn }, year),
        paidFen: own.find((one) => one.year === year)?.paidFen ?? 0n,
      })),
    }
  })
}
