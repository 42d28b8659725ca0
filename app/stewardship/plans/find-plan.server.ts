import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { mayApprove } from './approve-plan.server'
import { planColumns } from './internal/plan-columns.server'
import { canForAll, canForAny, planRow } from './internal/plan-row.server'
import { type PlanFileRow, readParts } from './internal/read-parts.server'
import type { Plan } from './plan'

export interface PlanReview {
  id: string
  kind: 'submit' | 'comment' | 'return' | 'approve' | 'reject' | 'withdraw' | 'close'
  text: string
  byName: string
  at: Date
}
export interface Payment {
  id: string
  amountFen: Fen
  paidOn: Day
  payee: string
  isPerson: boolean
  evidence: string
  evidenceName: string
  byName: string
  /** The contract it is paid under, and the number of its instalment when it has such; empty for none. */
  instalment: string
  reversedOn: Day | null
  reversedWhy: string
  /** Whether a second person is asked to take it back. */
  reversing: boolean
  parts: { fund: string; line: number; amountFen: Fen }[]
}
export interface FoundPlan {
  plan: Plan
  draft: Awaited<ReturnType<typeof readParts>>['draft']
  files: PlanFileRow[]
  reviews: PlanReview[]
  payments: Payment[]
  /** What the asking person may do with it as it stands. */
  may: {
    edit: boolean
    withdraw: boolean
    comment: boolean
    review: boolean
    approve: boolean
    pay: boolean
    reverse: boolean
  }
}

const find = `SELECT ${planColumns} FROM stewardship_plan p WHERE p.id = $1::uuid`
const reviews = `
  SELECT id::text, kind, text, by_name AS "byName", at FROM stewardship_plan_review WHERE plan = $1::uuid ORDER BY at, id LIMIT 500`
const payments = `
  SELECT d.id::text, d.amount_fen AS "amountFen", d.paid_on AS "paidOn", d.payee, d.is_person AS "isPerson", d.evidence,
         d.evidence_name AS "evidenceName", d.by_name AS "byName", concat_ws(' · ', c.number, d.instalment) AS instalment,
         d.reversed_on AS "reversedOn", d.reversed_why AS "reversedWhy",
         EXISTS (SELECT FROM identity_proposal p WHERE p.action = 'plan.reverse' AND p.subject_kind = 'disbursement'
                    AND p.subject_id = d.id::text AND p.state = 'waiting') AS reversing
    FROM stewardship_disbursement d LEFT JOIN projects_contract c ON c.id = d.contract
   WHERE d.plan = $1::uuid ORDER BY d.paid_on, d.at LIMIT 500`
const parts = `
  SELECT t.disbursement::text, t.fund, t.line, t.amount_fen AS "amountFen"
    FROM stewardship_disbursement_part t JOIN stewardship_disbursement d ON d.id = t.disbursement WHERE d.plan = $1::uuid ORDER BY t.no`

/** One plan with its whole life; null when there is none within `by`'s reach. */
export async function findPlan(sql: Sql, by: Actor, id: string): Promise<FoundPlan | null> {
  const row = await planRow(sql, id, 'look')
  if (!row || !canForAny(by, 'plan.see', row.funds)) return null
  const [plan] = await sql.query<Plan>(find, [id])
  const { draft, files } = await readParts(sql, id)
  const paid = await sql.query<Omit<Payment, 'parts'>>(payments, [id])
  const shares = await sql.query<Payment['parts'][number] & { disbursement: string }>(parts, [id])
  const open = row.state === 'draft' || row.state === 'returned'
  const waiting = row.state === 'submitted' || row.state === 'half-approved'
  const files_ = canForAll(by, 'plan.file', row.funds)
  const reviews_ = canForAll(by, 'plan.review', row.funds)
  return {
    plan: plan!,
    draft,
    files,
    reviews: await sql.query<PlanReview>(reviews, [id]),
    payments: paid.map((payment) => ({
      ...payment,
      parts: shares
        .filter((share) => share.disbursement === payment.id)
        .map(({ fund, line, amountFen }) => ({ fund, line, amountFen })),
    })),
    may: {
      edit: open && files_,
      withdraw: (open || waiting) && files_,
      comment: canForAny(by, 'plan.file', row.funds) || reviews_,
      review: waiting && reviews_ && by.id !== row.filedBy,
      approve: waiting && mayApprove(by, row),
      pay: row.state === 'approved' && canForAll(by, 'plan.pay', row.funds),
      reverse: can(by, 'plan.reverse'),
    },
  }
}

const file = `
  SELECT type, name FROM stewardship_plan_file WHERE plan = $1::uuid AND stored = $2
  UNION ALL
  SELECT evidence_type, evidence_name FROM stewardship_disbursement WHERE plan = $1::uuid AND evidence = $2 LIMIT 1`

/** A file of this plan, or one that shows a payment of it; null when it is none of its own, or not within `by`'s reach. */
export async function findPlanFile(
  sql: Sql,
  by: Actor,
  planId: string,
  stored: string,
): Promise<{ type: string; name: string } | null> {
  const row = await planRow(sql, planId, 'look')
  if (!row || !canForAny(by, 'plan.see', row.funds)) return null
  const [found] = await sql.query<{ type: string; name: string }>(file, [planId, stored])
  return found ?? null
}
