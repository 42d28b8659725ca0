import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export type SettleRefusal = 'unknown' | 'milestone-not-met' | 'paid-already' | 'amount-differs' | 'cancelled'

const lock = `
  SELECT amount_fen AS "amountFen", paid_on AS "paidOn", milestone::text FROM projects_instalment
   WHERE contract = $1::uuid AND no = $2 FOR UPDATE`
const ofProject = 'SELECT 1 FROM projects_contract WHERE id = $1::uuid AND project = $2'
/** Shared, so that nobody takes the milestone back until this payment is written. */
const heldMilestone = 'SELECT met_on AS "metOn" FROM projects_milestone WHERE id = $1::uuid FOR SHARE'
/** Shared, so that nobody cancels the contract until this payment is written. */
const heldContract =
  'SELECT cancelled_on AS "cancelledOn" FROM projects_contract WHERE id = $1::uuid FOR SHARE'
const keep =
  'UPDATE projects_instalment SET paid_on = $3::date, paid_by = $4::uuid WHERE contract = $1::uuid AND no = $2'

/**
 * Marks an instalment of `project` as paid by a disbursement, inside the transaction that posts it. Two at once stand in a row: the
 * second is told. Refuses `unknown` (also one of another project: its disclosure would tell of money that this one spent),
 * `paid-already`, `amount-differs` (an instalment is paid whole), `milestone-not-met` (not met at all, or only after the day of
 * payment), and `cancelled` (its contract was ended: nothing of it is due any more).
 */
export async function settleInstalment(
  tx: Sql,
  asked: {
    project: string | null
    contract: string
    no: number
    amountFen: Fen
    paidOn: Day
    disbursement: string
  },
): Promise<Outcome<object, SettleRefusal>> {
  const { project, contract, no, amountFen, paidOn, disbursement } = asked
  if (!isUuid(contract) || !Number.isInteger(no)) return { ok: false, reason: 'unknown' }
  const own = await tx.query(ofProject, [contract, project])
  if (own.length === 0) return { ok: false, reason: 'unknown' }
  const [row] = await tx.query<{ amountFen: Fen; paidOn: Day | null; milestone: string | null }>(lock, [
    contract,
    no,
  ])
  if (!row) return { ok: false, reason: 'unknown' }
  if (row.paidOn !== null) return { ok: false, reason: 'paid-already' }
  if (row.amountFen !== amountFen) return { ok: false, reason: 'amount-differs' }
  if (!(await isMet(tx, row.milestone, paidOn))) return { ok: false, reason: 'milestone-not-met' }
  if (await isCancelled(tx, contract)) return { ok: false, reason: 'cancelled' }
  await tx.query(keep, [contract, no, paidOn, disbursement])
  return { ok: true }
}

/** Whether what an instalment waits for has happened by `day`; nothing to wait for has. */
async function isMet(tx: Sql, milestone: string | null, day: Day): Promise<boolean> {
  if (milestone === null) return true
  const [found] = await tx.query<{ metOn: Day | null }>(heldMilestone, [milestone])
  return found?.metOn != null && found.metOn <= day
}

async function isCancelled(tx: Sql, contract: string): Promise<boolean> {
  const [found] = await tx.query<{ cancelledOn: Day | null }>(heldContract, [contract])
  return found?.cancelledOn != null
}

const release = `
  UPDATE projects_instalment SET paid_on = NULL, paid_by = NULL
   WHERE contract = $1::uuid AND no = $2 AND paid_by = $3::uuid RETURNING no`

/** The disbursement that paid an instalment was reversed: it is open again. Refuses `unknown` (this one did not pay it). */
export async function releaseInstalment(
  tx: Sql,
  { contract, no, disbursement }: { contract: string; no: number; disbursement: string },
): Promise<Outcome<object, 'unknown'>> {
  const released = await tx.query(release, [contract, no, disbursement])
  return released.length > 0 ? { ok: true } : { ok: false, reason: 'unknown' }
}

const keepEarlier = `
  UPDATE projects_instalment SET paid_on = $3::date, paid_note = $4 WHERE contract = $1::uuid AND no = $2 AND paid_on IS NULL RETURNING no`

/** The same for what was paid before the books were kept here: no disbursement of ours, but the same order of things. */
export async function settleEarlier(
  tx: Sql,
  { contract, no, paidOn, note }: { contract: string; no: number; paidOn: Day; note: string },
): Promise<Outcome<object, Exclude<SettleRefusal, 'amount-differs'>>> {
  const [row] = await tx.query<{ paidOn: Day | null; milestone: string | null }>(lock, [contract, no])
  if (!row) return { ok: false, reason: 'unknown' }
  if (row.paidOn !== null) return { ok: false, reason: 'paid-already' }
  if (!(await isMet(tx, row.milestone, paidOn))) return { ok: false, reason: 'milestone-not-met' }
  if (await isCancelled(tx, contract)) return { ok: false, reason: 'cancelled' }
  await tx.query(keepEarlier, [contract, no, paidOn, note])
  return { ok: true }
}
