import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canForAny, planRow } from './internal/plan-row.server'
import { say } from './internal/say.server'
import { longestPlan } from './plan-form'

/** Says something about a plan, for those who work on it. Refuses `not-allowed`, `unknown-plan`, `text-needed`, `text-too-long`. */
export async function commentPlan(
  db: Database,
  by: Actor,
  { planId, text }: { planId: string; text: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-plan' | 'text-needed' | 'text-too-long'>> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'look')
    const funds = plan?.funds ?? []
    const may = canForAny(by, 'plan.file', funds) || canForAny(by, 'plan.review', funds)
    if (by.kind === 'software' || !may) return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    const said = cleanText(text, 'many')
    if (said === '') return { ok: false, reason: 'text-needed' }
    if (lengthOf(said) > longestPlan.text) return { ok: false, reason: 'text-too-long' }
    await say(tx, by, planId, 'comment', said)
    await recordAct(tx, { by, action: 'plan.comment', subject: { kind: 'plan', id: planId } })
    return { ok: true }
  })
}
