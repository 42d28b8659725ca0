import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { releaseInstalment } from '~/projects/settle-instalment.server'
import { findPayment } from './internal/find-payment.server'
import { planRow } from './internal/plan-row.server'
import { lockAvailable, movePromise } from './lock-available.server'

/** On a closed plan what comes back is given back at once: nothing is promised by it any more. */
const moveSources = `
  UPDATE stewardship_plan_source s SET paid_fen = paid_fen - p.fen, returned_fen = returned_fen + CASE WHEN $3 THEN p.fen ELSE 0 END
    FROM (SELECT fund, sum(amount_fen)::bigint AS fen FROM stewardship_disbursement_part WHERE disbursement = $2::uuid GROUP BY fund) p
   WHERE s.plan = $1::uuid AND s.fund = p.fund RETURNING s.fund, p.fen`
const moveLines = `
  UPDATE stewardship_plan_line l SET paid_fen = paid_fen - p.fen
    FROM (SELECT line, sum(amount_fen) AS fen FROM stewardship_disbursement_part WHERE disbursement = $2::uuid GROUP BY line) p
   WHERE l.plan = $1::uuid AND l.no = p.line`
const movePlan = `UPDATE stewardship_plan SET paid_fen = paid_fen - $2, version = version + 1 WHERE id = $1::uuid`
const mark = `UPDATE stewardship_disbursement SET reversed_on = $2::date, reversed_why = $3 WHERE id = $1::uuid`

/**
 * Takes a wrong payment back, as a second person: its entry is reversed, its money is promised to the plan again (or free again, when
 * the plan is closed), and an instalment it paid is open. In `tx`, which says that `by` agrees. Refuses `not-allowed`, `changed-since`.
 */
export async function reversePayment(
  tx: Sql,
  by: Actor,
  { disbursementId, why, today }: { disbursementId: string; why: string; today: Day },
): Promise<Outcome<object, 'not-allowed' | 'changed-since'>> {
  if (!canAgree(by, 'plan.reverse')) return { ok: false, reason: 'not-allowed' }
  const first = await findPayment(tx, disbursementId, 'look')
  if (!first) return { ok: false, reason: 'changed-since' }
  const plan = await planRow(tx, first.plan, 'lock')
  const payment = await findPayment(tx, disbursementId, 'lock')
  if (!plan || !payment || payment.reversedOn !== null || why === '')
    return { ok: false, reason: 'changed-since' }
  for (const fund of [...plan.funds].sort()) await lockAvailable(tx, fund)
  const { entryId, amountFen, contract, instalment } = payment
  const reversed = await reverseEntry(tx, { entryId, memo: 'paid by mistake', occurredOn: today })
  if (!reversed.ok) throw new Error(`a payment could not be taken back: ${reversed.reason}`)
  if (contract !== null && instalment !== null) {
    const of = { contract, no: instalment, disbursement: disbursementId }
    const open = await releaseInstalment(tx, of)
    if (!open.ok) throw new Error('an instalment was not paid by the payment that names it')
  }
  const closed = plan.state === 'closed'
  const moved = await tx.query<{ fund: string; fen: Fen }>(moveSources, [plan.id, disbursementId, closed])
  if (!closed) for (const { fund, fen } of moved) await movePromise(tx, fund, fen)
  await tx.query(moveLines, [plan.id, disbursementId])
  await tx.query(movePlan, [plan.id, amountFen])
  await tx.query(mark, [disbursementId, today, why])
  const subject = { kind: 'plan', id: plan.id }
  await recordAct(tx, {
    by,
    action: 'plan.reverse',
    subject,
    before: { disbursementId, amountFen },
    note: why,
  })
  return { ok: true }
}
