import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface ListedPublicPlan {
  number: string
  titleZh: string
  titleEn: string
  category: string
  project: string | null
  state: 'approved' | 'closed'
  approvedOn: Day
  amountFen: Fen
  paidFen: Fen
  funds: string[]
}
/** Where a page ended. */
export interface PublicPlanKey {
  approvedOn: Day
  number: string
}

const list = `
  SELECT p.number, p.title_zh AS "titleZh", p.title_en AS "titleEn", p.category, p.project, p.state, p.approved_on AS "approvedOn",
         p.amount_fen AS "amountFen", p.paid_fen AS "paidFen",
         (SELECT array_agg(s.fund ORDER BY s.amount_fen DESC, s.fund) FROM stewardship_plan_source s WHERE s.plan = p.id) AS funds
    FROM stewardship_plan p
   WHERE p.state IN ('approved', 'closed')
     AND ($1::text IS NULL OR EXISTS (SELECT FROM stewardship_plan_source f WHERE f.fund = $1 AND f.plan = p.id))
     AND ($2::text IS NULL OR p.project = $2)
     AND ($3::date IS NULL OR p.approved_on >= $3) AND ($4::date IS NULL OR p.approved_on <= $4)
     AND ($5::date IS NULL OR (p.approved_on, p.number) < ($5::date, $6::text))
   ORDER BY p.approved_on DESC, p.number DESC LIMIT $7`

/**
 * A page of approved plans, of a fund, of a project or of all, approved in a period when one is named; the newest approval first.
 * `next` is null on the last page.
 */
export async function listPublicPlans(
  sql: Sql,
  of: { fund?: string; project?: string; from?: Day; to?: Day },
  { after, limit }: { after?: PublicPlanKey; limit: number },
): Promise<{ rows: ListedPublicPlan[]; next: PublicPlanKey | null }> {
  const found = await sql.query<ListedPublicPlan>(list, [
    ...[of.fund ?? null, of.project ?? null, of.from ?? null, of.to ?? null],
    ...[after?.approvedOn ?? null, after?.number ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1)! : null
  return { rows, next: last && { approvedOn: last.approvedOn, number: last.number } }
}
