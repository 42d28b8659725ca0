import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForPlanMail } from './internal/ask-for-plan-mail.server'
import { canForAll, planRow } from './internal/plan-row.server'
import { say } from './internal/say.server'
import { longestPlan } from './plan-form'

export type ReturnPlanRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'not-waiting'
  | 'changed-meanwhile'
  | 'text-needed'
  | 'text-too-long'

const states = { return: 'returned', reject: 'rejected' } as const
const update = `UPDATE stewardship_plan SET state = $2, half_by = NULL, version = version + 1 WHERE id = $1::uuid`

/**
 * A reviewer gives a plan back to be mended, or says no for good; with a reason, which whoever filed it is mailed. Not by whoever
 * filed it: they withdraw. Refuses `not-allowed`, `unknown-plan`, `not-waiting`, `changed-meanwhile`, `text-needed`, `text-too-long`.
 */
export async function returnPlan(
  db: Database,
  by: Actor,
  asked: { planId: string; version: number; as: 'return' | 'reject'; text: string },
): Promise<Outcome<object, ReturnPlanRefusal>> {
  const { planId, version, as } = asked
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    const may = canForAll(by, 'plan.review', plan?.funds ?? []) && by.id !== plan?.filedBy
    if (by.kind === 'software' || !may) return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (plan.state !== 'submitted' && plan.state !== 'half-approved')
      return { ok: false, reason: 'not-waiting' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const text = cleanText(asked.text, 'many')
    if (text === '') return { ok: false, reason: 'text-needed' }
    if (lengthOf(text) > longestPlan.text) return { ok: false, reason: 'text-too-long' }
    await tx.query(update, [planId, states[as]])
    await say(tx, by, planId, as, text)
    await askForPlanMail(tx, { planId, kind: states[as] })
    const subject = { kind: 'plan', id: planId }
    await recordAct(tx, { by, action: `plan.${as}`, subject, before: { state: plan.state }, note: text })
    return { ok: true }
  })
}
