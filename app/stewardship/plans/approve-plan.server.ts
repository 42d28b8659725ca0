import type { Actor } from '~/identity/actor'
import { canDecide } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForPlanMail } from './internal/ask-for-plan-mail.server'
import { type PlanRow, planRow } from './internal/plan-row.server'
import { say } from './internal/say.server'
import { lockAvailable, movePromise } from './lock-available.server'
import { oneApproverUpToFen } from './plan'

export type ApprovePlanRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'not-waiting'
  | 'changed-meanwhile'
  | 'not-enough'

/** May `by` agree to this plan as it stands? For a plan that waits for its second approver: as a third person, with other roles. */
export function mayApprove(by: Actor, plan: PlanRow): boolean {
  const may = (action: 'plan.approve' | 'plan.approve-large', id: string, standsInFor: string[]) =>
    (plan.funds.length === 0 ? [undefined] : plan.funds).every((fund) =>
      canDecide(by, action, { id, standsInFor }, { fund }),
    )
  if (plan.state !== 'half-approved') return may('plan.approve', plan.filedBy, plan.behindFiler)
  const { halfBy, behindHalf } = plan
  return (
    may('plan.approve-large', plan.filedBy, plan.behindFiler) &&
    halfBy !== null &&
    may('plan.approve-large', halfBy, behindHalf)
  )
}

const toHalf = `UPDATE stewardship_plan SET state = 'half-approved', half_by = $2, version = version + 1 WHERE id = $1::uuid`
const toApproved = `UPDATE stewardship_plan SET state = 'approved', approved_on = $2::date, version = version + 1 WHERE id = $1::uuid`

/**
 * Agrees to a plan and sets its money aside, under the locks of its funds: never more is promised than is there, whoever approves at
 * the same moment. Above `oneApproverUpToFen` the first to agree leaves it half-approved for a third person. Never whoever filed it,
 * in whatever role, nor anybody they stand in for (`canDecide`). `version` is the one that was looked at, `on` the day that figures
 * count. Refuses `not-allowed`, `unknown-plan`, `not-waiting`, `changed-meanwhile`, and `not-enough` (with the fund and what it has).
 */
export async function approvePlan(
  db: Database,
  by: Actor,
  { planId, version, on, text = '' }: { planId: string; version: number; on: Day; text?: string },
): Promise<
  Outcome<{ state: 'approved' | 'half-approved' }, ApprovePlanRefusal> & {
    fund?: string
    availableFen?: Fen
  }
> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    const waits = plan.state === 'submitted' || plan.state === 'half-approved'
    if (!mayApprove(by, plan)) return { ok: false, reason: 'not-allowed' }
    if (!waits) return { ok: false, reason: 'not-waiting' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const short = await findShort(tx, planId)
    if (short.fund !== null)
      return { ok: false, reason: 'not-enough', fund: short.fund, availableFen: short.availableFen }
    const half = plan.state === 'submitted' && plan.amountFen > oneApproverUpToFen
    if (half) await tx.query(toHalf, [planId, by.id])
    else {
      await tx.query(toApproved, [planId, on])
      for (const { fund, amountFen } of short.sources) await movePromise(tx, fund, amountFen)
      await askForPlanMail(tx, { planId, kind: 'approved' })
    }
    const state = half ? 'half-approved' : 'approved'
    await say(tx, by, planId, 'approve', text.trim().slice(0, 1_000))
    const after = { state, amountFen: plan.amountFen, funds: plan.funds, on: half ? undefined : on }
    await recordAct(tx, { by, action: 'plan.approve', subject: { kind: 'plan', id: planId }, after })
    return { ok: true, state }
  })
}

type Source = { fund: string; amountFen: Fen }
const sourcesOf = `SELECT fund, amount_fen AS "amountFen" FROM stewardship_plan_source WHERE plan = $1::uuid ORDER BY fund`

/** Locks a plan's funds in the order of their slugs; names the first that has less than is asked of it. */
async function findShort(
  tx: Sql,
  planId: string,
): Promise<{ sources: Source[]; fund: null } | { sources: Source[]; fund: string; availableFen: Fen }> {
  const sources = await tx.query<Source>(sourcesOf, [planId])
  // In JavaScript's order, which is the same in every database.
  sources.sort((a, b) => (a.fund < b.fund ? -1 : 1))
  for (const { fund, amountFen } of sources) {
    const availableFen = await lockAvailable(tx, fund)
    if (availableFen < amountFen) return { sources, fund, availableFen }
  }
  return { sources, fund: null }
}
