import { cleanText, lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findPayment } from './internal/find-payment.server'
import { longestPlan } from './plan-form'

export type AskReversalRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'reversed-already'
  | 'text-needed'
  | 'text-too-long'
  | 'waits-already'

/**
 * Asks a second person to take a wrong payment back (`reversePayment`), with the reason. Refuses `not-allowed`, `unknown-plan` (no such
 * payment), `reversed-already`, `text-needed`, `text-too-long`, `waits-already`.
 */
export async function askPaymentReversal(
  db: Database,
  by: Actor,
  { planId, id, text }: { planId: string; id: string; text: string },
): Promise<Outcome<object, AskReversalRefusal>> {
  return db.transaction(async (tx) => {
    if (by.kind === 'software' || !can(by, 'plan.reverse')) return { ok: false, reason: 'not-allowed' }
    const payment = await findPayment(tx, id, 'look')
    if (payment?.plan !== planId) return { ok: false, reason: 'unknown-plan' }
    if (payment.reversedOn !== null) return { ok: false, reason: 'reversed-already' }
    const why = cleanText(text, 'many')
    if (why === '') return { ok: false, reason: 'text-needed' }
    if (lengthOf(why) > longestPlan.text) return { ok: false, reason: 'text-too-long' }
    const proposed = await propose(tx, by, {
      action: 'plan.reverse',
      subject: { kind: 'disbursement', id },
      reach: {},
      payload: { disbursementId: id, why },
      note: why,
    })
    return proposed.ok ? { ok: true } : { ok: false, reason: 'waits-already' }
  })
}
