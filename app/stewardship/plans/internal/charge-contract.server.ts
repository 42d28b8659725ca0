import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { holdContract } from '~/projects/hold-contract.server'
import { budgetOf } from '~/projects/yearly-use'

export type ChargeRefusal = 'unknown' | 'cancelled' | 'over-total' | 'over-year'

const charged = `
  SELECT coalesce(sum(amount_fen), 0)::bigint AS "allFen",
         coalesce(sum(amount_fen) FILTER (WHERE extract(year FROM paid_on) = extract(year FROM $2::date)), 0)::bigint AS "yearFen"
    FROM stewardship_disbursement WHERE contract = $1::uuid AND reversed_on IS NULL`

/**
 * Whether a payment may be made under a service contract that has a budget per year, its row held until the payment is written: two at
 * once stand in a row. The contract's sum is a wall (`over-total`): beyond it there is no contract. A year's budget is not: what it pays
 * for, claims and services, does not wait for January, and one year's more is another year's less. So `over-year` stops once, and says what
 * is left; whoever has looked confirms (`overYear`), and the trail keeps that they did. `overFen`: by how much the year is above then.
 * Refuses `unknown` (also a contract of another project, or one that is paid by instalments), `cancelled` (paid on or after its last day).
 */
export async function chargeContract(
  tx: Sql,
  asked: { contract: string; project: string | null; amountFen: Fen; paidOn: Day; overYear: boolean },
): Promise<Outcome<{ overFen: Fen }, ChargeRefusal> & { leftFen?: Fen }> {
  const { contract, project, amountFen, paidOn, overYear } = asked
  const held = isUuid(contract) ? await holdContract(tx, contract) : null
  if (!held || held.project !== project || held.yearlyFen === null || held.instalments > 0)
    return { ok: false, reason: 'unknown' }
  if (held.cancelledOn !== null && paidOn >= held.cancelledOn) return { ok: false, reason: 'cancelled' }
  const [sums] = await tx.query<{ allFen: Fen; yearFen: Fen }>(charged, [contract, paidOn])
  const { allFen, yearFen } = sums!
  if (allFen + amountFen > held.totalFen)
    return { ok: false, reason: 'over-total', leftFen: held.totalFen - allFen }
  const budgetFen = budgetOf(held.yearlyFen, held, Number(paidOn.slice(0, 4)))
  const overFen = yearFen + amountFen - budgetFen
  if (overFen <= 0n) return { ok: true, overFen: 0n }
  const leftFen = budgetFen > yearFen ? budgetFen - yearFen : 0n
  return overYear ? { ok: true, overFen } : { ok: false, reason: 'over-year', leftFen }
}
