import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface PlanFacts {
  /** Plans approved in the period, whatever became of them later. */
  approved: {
    count: number
    amountFen: Fen
    /** The first 200, by the day of their approval and their number. */
    plans: {
      id: string
      number: string
      titleZh: string
      titleEn: string
      category: string
      amountFen: Fen
      approvedOn: Day
      sources: { fund: string; amountFen: Fen }[]
    }[]
    byCategory: { category: string; count: number; amountFen: Fen }[]
    /** The 50 that gave most. */
    byFund: { fund: string; plans: number; amountFen: Fen }[]
  }
  /** Money that left in the period, less what was taken back in it. `ledgerFen`: the same from sealed lines. */
  paid: { count: number; amountFen: Fen; ledgerFen: Fen }
}

const mostPlans = 200
const mostFunds = 50
const approvedIn = `p.project = $1 AND p.approved_on BETWEEN $2::date AND $3::date AND p.state IN ('approved', 'closed')`
const plansOf = `
  SELECT p.id::text, p.number, p.title_zh AS "titleZh", p.title_en AS "titleEn", p.category, p.amount_fen AS "amountFen",
         p.approved_on AS "approvedOn", s.funds, s.amounts
    FROM stewardship_plan p,
    LATERAL (SELECT array_agg(s.fund ORDER BY s.fund) AS funds, array_agg(s.amount_fen::text ORDER BY s.fund) AS amounts
               FROM stewardship_plan_source s WHERE s.plan = p.id) s
   WHERE ${approvedIn} ORDER BY p.approved_on, p.number LIMIT ${mostPlans}`
const categoriesOf = `
  SELECT p.category, count(*)::int AS count, sum(p.amount_fen)::bigint AS "amountFen" FROM stewardship_plan p
   WHERE ${approvedIn} GROUP BY p.category ORDER BY 3 DESC, 1`
const fundsOf = `
  SELECT s.fund, count(*)::int AS plans, sum(s.amount_fen)::bigint AS "amountFen"
    FROM stewardship_plan p JOIN stewardship_plan_source s ON s.plan = p.id
   WHERE ${approvedIn} GROUP BY s.fund ORDER BY 3 DESC, 1 LIMIT ${mostFunds}`
/** What was paid, and what was taken back, each on its own day. */
const paidIn = `
  WITH d AS (SELECT d.* FROM stewardship_disbursement d JOIN stewardship_plan p ON p.id = d.plan WHERE p.project = $1),
       m AS (SELECT 1 AS n, amount_fen AS fen FROM d WHERE paid_on BETWEEN $2::date AND $3::date
             UNION ALL SELECT -1, -amount_fen FROM d WHERE reversed_on BETWEEN $2::date AND $3::date),
       e AS (SELECT e.id, coalesce(e.adjusts_on, e.occurred_on) AS day FROM d JOIN ledger_entry e ON e.id = d.entry_id
             UNION ALL SELECT e.id, coalesce(e.adjusts_on, e.occurred_on) FROM d JOIN ledger_entry e ON e.reverses = d.entry_id)
  SELECT (SELECT coalesce(sum(n), 0)::int FROM m) AS count, (SELECT coalesce(sum(fen), 0)::bigint FROM m) AS "amountFen",
         (SELECT coalesce(sum(l.amount_fen), 0)::bigint
            FROM e JOIN ledger_leaf f ON f.entry_id = e.id JOIN ledger_line l ON l.entry_id = e.id
           WHERE l.account = 'disbursements' AND e.day BETWEEN $2::date AND $3::date) AS "ledgerFen"`

type PlanRow = Omit<PlanFacts['approved']['plans'][number], 'sources'> & {
  funds: string[] | null
  amounts: string[] | null
}

/** What a project's usage plans came to in a period (both days in it), by query over records; money in whole fen. */
export async function readPlanFacts(
  sql: Sql,
  project: string,
  { from, to }: { from: Day; to: Day },
): Promise<PlanFacts> {
  const asked = [project, from, to]
  const plans = await sql.query<PlanRow>(plansOf, asked)
  const byCategory = await sql.query<PlanFacts['approved']['byCategory'][number]>(categoriesOf, asked)
  const byFund = await sql.query<PlanFacts['approved']['byFund'][number]>(fundsOf, asked)
  const [paid] = await sql.query<PlanFacts['paid']>(paidIn, asked)
  return {
    approved: {
      count: byCategory.reduce((sum, { count }) => sum + count, 0),
      amountFen: byCategory.reduce((sum, { amountFen }) => sum + amountFen, 0n),
      plans: plans.map(({ funds, amounts, ...plan }) => ({
        ...plan,
        sources: (funds ?? []).map((fund, n) => ({ fund, amountFen: BigInt(amounts![n]!) })),
      })),
      byCategory,
      byFund,
    },
    paid: paid!,
  }
}
