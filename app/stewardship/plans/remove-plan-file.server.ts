import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canForAll, planRow } from './internal/plan-row.server'

/** Takes a file away again before the plan is handed in. Refuses `not-allowed`, `unknown-plan`, `not-open`, `file-gone`. */
export async function removePlanFile(
  db: Database,
  by: Actor,
  { planId, stored }: { planId: string; stored: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-plan' | 'not-open' | 'file-gone'>> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (by.kind === 'software' || !canForAll(by, 'plan.file', plan?.funds ?? []))
      return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (plan.state !== 'draft' && plan.state !== 'returned') return { ok: false, reason: 'not-open' }
    const [gone] = await tx.query<{ name: string }>(
      'DELETE FROM stewardship_plan_file WHERE plan = $1::uuid AND stored = $2 RETURNING name',
      [planId, stored],
    )
    if (!gone) return { ok: false, reason: 'file-gone' }
    const subject = { kind: 'plan', id: planId }
    await recordAct(tx, { by, action: 'plan.remove-file', subject, before: { name: gone.name, stored } })
    return { ok: true }
  })
}
