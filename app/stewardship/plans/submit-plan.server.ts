import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canForAll, planRow } from './internal/plan-row.server'
import { readParts } from './internal/read-parts.server'
import { say } from './internal/say.server'
import { findMissing, type PlanErrors } from './plan-form'

export type SubmitPlanRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'not-open'
  | 'changed-meanwhile'
  | 'incomplete'

/** Whoever hands it in is who filed it: the one that no approver may be. */
const submit = `
  UPDATE stewardship_plan SET state = 'submitted', submitted_at = clock_timestamp(), filed_by = $2, filed_name = $3, half_by = NULL,
         version = version + 1
   WHERE id = $1::uuid`

/**
 * Hands a plan in for review. From here on it stays as it is. Refuses `not-allowed`, `unknown-plan`, `not-open` (handed in already),
 * `changed-meanwhile`, `incomplete` (with what is missing, by field).
 */
export async function submitPlan(
  db: Database,
  by: Actor,
  { planId, version }: { planId: string; version: number },
): Promise<Outcome<object, SubmitPlanRefusal> & { errors?: PlanErrors }> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (by.kind === 'software' || !canForAll(by, 'plan.file', plan?.funds ?? []))
      return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (plan.state !== 'draft' && plan.state !== 'returned') return { ok: false, reason: 'not-open' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const { draft, files } = await readParts(tx, planId)
    const errors = findMissing(draft, files.length)
    if (Object.keys(errors).length > 0) return { ok: false, reason: 'incomplete', errors }
    await tx.query(submit, [planId, by.id, by.name])
    await say(tx, by, planId, 'submit')
    const after = { number: plan.number, amountFen: plan.amountFen, funds: plan.funds }
    await recordAct(tx, { by, action: 'plan.submit', subject: { kind: 'plan', id: planId }, after })
    return { ok: true }
  })
}
