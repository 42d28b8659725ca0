import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canForAll, planRow } from './internal/plan-row.server'
import { say } from './internal/say.server'

const open = ['draft', 'submitted', 'returned', 'half-approved']
const update = `UPDATE stewardship_plan SET state = 'withdrawn', version = version + 1 WHERE id = $1::uuid`

/**
 * Whoever may file a plan takes it back before it is approved; it stays in the records. Refuses `not-allowed`, `unknown-plan`,
 * `not-open` (approved, rejected, withdrawn), `changed-meanwhile`.
 */
export async function withdrawPlan(
  db: Database,
  by: Actor,
  { planId, version }: { planId: string; version: number },
): Promise<Outcome<object, 'not-allowed' | 'unknown-plan' | 'not-open' | 'changed-meanwhile'>> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (by.kind === 'software' || !canForAll(by, 'plan.file', plan?.funds ?? []))
      return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (!open.includes(plan.state)) return { ok: false, reason: 'not-open' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    await tx.query(update, [planId])
    await say(tx, by, planId, 'withdraw')
    const subject = { kind: 'plan', id: planId }
    await recordAct(tx, { by, action: 'plan.withdraw', subject, before: { state: plan.state } })
    return { ok: true }
  })
}
