import { cleanText } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canForAll, planRow } from './internal/plan-row.server'
import { say } from './internal/say.server'
import { movePromise } from './lock-available.server'
import { longestPlan } from './plan-form'

const giveBack = `
  WITH was AS (SELECT fund, amount_fen - paid_fen - returned_fen AS left FROM stewardship_plan_source WHERE plan = $1::uuid)
  UPDATE stewardship_plan_source s SET returned_fen = s.amount_fen - s.paid_fen FROM was
   WHERE s.plan = $1::uuid AND was.fund = s.fund RETURNING s.fund, was.left AS "leftFen"`
const close = `UPDATE stewardship_plan SET state = 'closed', closed_on = $2::date, version = version + 1 WHERE id = $1::uuid`

/**
 * Ends an approved plan: what was not paid is promised no more, and its funds can spend it again. Refuses `not-allowed`,
 * `unknown-plan`, `not-approved`, `changed-meanwhile` (somebody paid since).
 */
export async function closePlan(
  db: Database,
  by: Actor,
  { planId, version, on, text = '' }: { planId: string; version: number; on: Day; text?: string },
): Promise<
  Outcome<{ returnedFen: Fen }, 'not-allowed' | 'unknown-plan' | 'not-approved' | 'changed-meanwhile'>
> {
  return db.transaction(async (tx) => {
    const plan = await planRow(tx, planId, 'lock')
    if (by.kind === 'software' || !canForAll(by, 'plan.pay', plan?.funds ?? []))
      return { ok: false, reason: 'not-allowed' }
    if (!plan) return { ok: false, reason: 'unknown-plan' }
    if (plan.state !== 'approved') return { ok: false, reason: 'not-approved' }
    if (plan.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const back = await tx.query<{ fund: string; leftFen: Fen }>(giveBack, [planId])
    back.sort((a, b) => (a.fund < b.fund ? -1 : 1))
    for (const { fund, leftFen } of back) await movePromise(tx, fund, -leftFen)
    await tx.query(close, [planId, on])
    await say(tx, by, planId, 'close', [...cleanText(text, 'many')].slice(0, longestPlan.text).join(''))
    const returnedFen = back.reduce((sum, { leftFen }) => sum + leftFen, 0n)
    const subject = { kind: 'plan', id: planId }
    await recordAct(tx, { by, action: 'plan.close', subject, after: { returnedFen, on } })
    return { ok: true, returnedFen }
  })
}
