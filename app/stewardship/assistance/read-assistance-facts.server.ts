import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** What was paid out in a period, less what was taken back in it: sums only, nobody. */
export interface AssistanceFacts {
  cases: number
  amountFen: Fen
  /** The same from sealed ledger lines of these batches' entries: differs while they are not sealed, or when a record was touched. */
  ledgerFen: Fen
  /** Every category that the register knows, by position, also those without a case. */
  byCategory: { key: string; nameZh: string; nameEn: string; cases: number; amountFen: Fen }[]
  /** Months of the period with cases, `2024-03`, by month. */
  byMonth: { month: string; cases: number; amountFen: Fen }[]
}

/** A batch counts on the day it was paid, and is counted off again on the day it was taken back. */
const moved = `
  SELECT b.id, b.paid_on AS day, 1 AS sign, b.entry_id AS entry FROM stewardship_assistance_batch b
   WHERE b.project = $1 AND b.state = 'paid' AND b.paid_on BETWEEN $2::date AND $3::date
  UNION ALL
  SELECT b.id, b.reversed_on, -1, b.reversal_entry_id FROM stewardship_assistance_batch b
   WHERE b.project = $1 AND b.state = 'paid' AND b.reversed_on BETWEEN $2::date AND $3::date`
const byCategory = `
  WITH moved AS (${moved}), sums AS (
    SELECT c.category, sum(m.sign) AS cases, sum(m.sign * c.amount_fen) AS fen
      FROM moved m JOIN stewardship_assistance_case c ON c.batch = m.id GROUP BY c.category)
  SELECT k.key, k.name_zh AS "nameZh", k.name_en AS "nameEn", coalesce(s.cases, 0)::int AS cases, coalesce(s.fen, 0)::bigint AS "amountFen"
    FROM stewardship_assistance_category k LEFT JOIN sums s ON s.category = k.key ORDER BY k.position, k.key`
const byMonth = `
  WITH moved AS (${moved})
  SELECT to_char(m.day, 'YYYY-MM') AS month, sum(m.sign)::int AS cases, sum(m.sign * c.amount_fen)::bigint AS "amountFen"
    FROM moved m JOIN stewardship_assistance_case c ON c.batch = m.id GROUP BY 1 ORDER BY 1`
const ledger = `
  WITH moved AS (${moved})
  SELECT coalesce(sum(l.amount_fen), 0)::bigint AS fen FROM moved m
    JOIN ledger_leaf f ON f.entry_id = m.entry
    JOIN ledger_line l ON l.entry_id = m.entry AND l.account = 'disbursements'`

/** The assistance of a project in a period, both days counted in, by the days on which it was really paid. */
export async function readAssistanceFacts(
  sql: Sql,
  project: string,
  { from, to }: { from: Day; to: Day },
): Promise<AssistanceFacts> {
  const period = [project, from, to]
  const categories = await sql.query<AssistanceFacts['byCategory'][number]>(byCategory, period)
  const [sealed] = await sql.query<{ fen: Fen }>(ledger, period)
  return {
    cases: categories.reduce((n, c) => n + c.cases, 0),
    amountFen: categories.reduce((sum, c) => sum + c.amountFen, 0n),
    ledgerFen: sealed!.fen,
    byCategory: categories,
    byMonth: await sql.query<AssistanceFacts['byMonth'][number]>(byMonth, period),
  }
}
