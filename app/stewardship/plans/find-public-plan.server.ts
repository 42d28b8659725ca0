import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface PublicPlan {
  number: string
  titleZh: string
  titleEn: string
  purposeZh: string
  purposeEn: string
  /** One of `planCategories`. */
  category: string
  project: string | null
  beneficiaries: number
  fromOn: Day
  toOn: Day
  state: 'approved' | 'closed'
  approvedOn: Day
  closedOn: Day | null
  amountFen: Fen
  paidFen: Fen
  sources: { fund: string; amountFen: Fen; paidFen: Fen; returnedFen: Fen }[]
  lines: { no: number; title: string; amountFen: Fen; paidFen: Fen }[]
  /** What was paid and not taken back, by day. A person's name is not told: `payee` is empty. `leaf`: its place in the log, once sealed. */
  payments: { id: string; paidOn: Day; amountFen: Fen; payee: string; leaf: bigint | null }[]
}

const find = `
  SELECT p.id::text, p.number, p.title_zh AS "titleZh", p.title_en AS "titleEn", p.purpose_zh AS "purposeZh", p.purpose_en AS "purposeEn",
         p.category, p.project, p.beneficiaries, p.from_on AS "fromOn", p.to_on AS "toOn", p.state, p.approved_on AS "approvedOn",
         p.closed_on AS "closedOn", p.amount_fen AS "amountFen", p.paid_fen AS "paidFen"
    FROM stewardship_plan p WHERE p.number = $1 AND p.state IN ('approved', 'closed')`
const sources = `
  SELECT fund, amount_fen AS "amountFen", paid_fen AS "paidFen", returned_fen AS "returnedFen" FROM stewardship_plan_source
   WHERE plan = $1::uuid ORDER BY amount_fen DESC, fund`
const lines = `
  SELECT no, title, amount_fen AS "amountFen", paid_fen AS "paidFen" FROM stewardship_plan_line WHERE plan = $1::uuid ORDER BY no`
const payments = `
  SELECT d.id::text, d.paid_on AS "paidOn", d.amount_fen AS "amountFen", CASE WHEN d.is_person THEN '' ELSE d.payee END AS payee, f.index AS leaf
    FROM stewardship_disbursement d LEFT JOIN ledger_leaf f ON f.entry_id = d.entry_id
   WHERE d.plan = $1::uuid AND d.reversed_on IS NULL ORDER BY d.paid_on, d.at LIMIT 200`

/** A plan as the public reads it, by its number: once it is approved. No comments, no files, no persons. Null for any other. */
export async function findPublicPlan(sql: Sql, number: string): Promise<PublicPlan | null> {
  const [row] = await sql.query<PublicPlan & { id: string }>(find, [number])
  if (!row) return null
  const { id, ...plan } = row
  return {
    ...plan,
    sources: await sql.query<PublicPlan['sources'][number]>(sources, [id]),
    lines: await sql.query<PublicPlan['lines'][number]>(lines, [id]),
    payments: await sql.query<PublicPlan['payments'][number]>(payments, [id]),
  }
}
