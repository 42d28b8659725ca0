import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type SettleRefusal, settleInstalment } from '~/projects/settle-instalment.server'
import { type ChargeRefusal, chargeContract } from './internal/charge-contract.server'
import { canForAll, planRow } from './internal/plan-row.server'
import { readParts } from './internal/read-parts.server'
import { lockFundMoney, movePromise } from './lock-available.server'
import type { PlanSource } from './plan'
import { type PaymentDraft, type PaymentErrors, readPaymentForm } from './plan-form'

export type PayPlanRefusal =
  | 'not-allowed'
  | 'unknown-plan'
  | 'not-approved'
  | 'evidence-missing'
  | 'more-than-source'
  | 'not-enough'
  | 'changed-since'
  | `instalment-${SettleRefusal}`
  | `contract-${ChargeRefusal}`
  | 'invalid'
type Paid = Outcome<{ amountFen: Fen; created: boolean }, PayPlanRefusal> & {
  errors?: PaymentErrors
  /** Of `more-than-source` and `not-enough`: which fund, and how much it can still pay; of a contract's year or sum: how much is left of it. */
  fund?: string
  leftFen?: Fen
}
class Refused extends Error {
  constructor(
    readonly reason: PayPlanRefusal,
    readonly leftFen?: Fen,
  ) {
    super(reason)
  }
}

/**
 * 拨付: money leaves the funds of an approved plan, for lines of its budget, with the file that shows it; on its real day (in a closed
 * period the ledger posts it late). It may be an instalment of a contract: then whole, once, and not before its milestone; or from
 * a service contract's yearly budget. Sent twice it is once. A line may be paid beyond its plan (see `driftOf`), a source never.
 *
 * Refuses `not-allowed`, `unknown-plan`, `not-approved`, `evidence-missing`, `more-than-source`, `not-enough` (the fund itself has
 * less: money went back to donors), `changed-since` (sent before, with something else), `instalment-…`, `contract-…` (see
 * `chargeContract`; `leftFen` is what its year or the whole of it can still pay), `invalid` (with the faults).
 */
export async function payPlan(
  db: Database,
  by: Actor,
  asked: {
    planId: string
    /** Names the payment: sent twice it is one. */
    id: string
    text: (name: string) => string
    evidence: Evidence | null
    today: Day
  },
): Promise<Paid> {
  const { planId, id, text, evidence, today } = asked
  try {
    return await db.transaction(async (tx): Promise<Paid> => {
      const plan = await planRow(tx, planId, 'lock')
      if (by.kind === 'software' || !canForAll(by, 'plan.pay', plan?.funds ?? []))
        return { ok: false, reason: 'not-allowed' }
      if (!plan) return { ok: false, reason: 'unknown-plan' }
      const before = await findPayment(tx, id)
      if (plan.state !== 'approved' && !before) return { ok: false, reason: 'not-approved' }
      const { draft, approvedOn } = await readParts(tx, planId)
      const read = readPaymentForm(text, { ...draft, approvedOn }, today)
      if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
      if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
      if (!evidence) return { ok: false, reason: 'evidence-missing' }
      const amountFen = read.draft.parts.reduce((sum, part) => sum + part.amountFen, 0n)
      if (before) {
        const { paidOn, payee } = read.draft
        const sameMoney = before.plan === planId && before.amountFen === amountFen
        return sameMoney && before.paidOn === paidOn && before.payee === payee
          ? { ok: true, amountFen, created: false }
          : { ok: false, reason: 'changed-since' }
      }
      const funds = byFund(read.draft.parts)
      const short = await findShort(tx, funds, draft.sources)
      if (short) return { ok: false, ...short }
      const made = { planId, id, amountFen, draft: read.draft, funds, evidence }
      const overFen = await pay(tx, by, { ...made, project: draft.project })
      const subject = { kind: 'plan', id: planId }
      const { paidOn, parts, instalment, contract } = read.draft
      const told = parts.map((p) => ({ fund: p.fund, line: p.line, amountFen: p.amountFen }))
      const under =
        contract === null ? { instalment } : { contract, ...(overFen > 0n && { overYearFen: overFen }) }
      const after = { id, amountFen, paidOn, parts: told, ...under, evidence: evidence.id }
      await recordAct(tx, { by, action: 'plan.pay', subject, after })
      return { ok: true, amountFen, created: true }
    })
  } catch (error) {
    if (error instanceof Refused)
      return {
        ok: false,
        reason: error.reason,
        ...(error.leftFen !== undefined && { leftFen: error.leftFen }),
      }
    throw error
  }
}

type FundPart = [fund: string, fen: Fen]
const known = `
  SELECT plan::text, amount_fen AS "amountFen", paid_on AS "paidOn", payee FROM stewardship_disbursement WHERE id = $1::uuid`
type Known = { plan: string; amountFen: Fen; paidOn: Day; payee: string }

async function findPayment(tx: Sql, id: string): Promise<Known | null> {
  const [row] = isUuid(id) ? await tx.query<Known>(known, [id]) : []
  return row ?? null
}

/** What each fund pays, in the order in which funds are locked. */
function byFund(parts: PaymentDraft['parts']): FundPart[] {
  const sums = new Map<string, Fen>()
  for (const { fund, amountFen } of parts) sums.set(fund, (sums.get(fund) ?? 0n) + amountFen)
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
}

async function findShort(
  tx: Sql,
  funds: readonly FundPart[],
  sources: readonly PlanSource[],
): Promise<{ reason: 'more-than-source' | 'not-enough'; fund: string; leftFen: Fen } | null> {
  for (const [fund, fen] of funds) {
    const { amountFen, paidFen, returnedFen } = sources.find((source) => source.fund === fund)!
    const leftFen = amountFen - paidFen - returnedFen
    if (fen > leftFen) return { reason: 'more-than-source', fund, leftFen }
    const { balanceFen } = await lockFundMoney(tx, fund)
    if (fen > balanceFen) return { reason: 'not-enough', fund, leftFen: balanceFen }
  }
  return null
}

const insert = `
  INSERT INTO stewardship_disbursement (id, plan, contract, instalment, amount_fen, paid_on, payee, is_person, evidence, evidence_type,
                                        evidence_name, entry_id, by, by_name, at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::date, $7, $8, $9, $10, $11, $12, $13, $14, clock_timestamp())`
const insertParts = `
  INSERT INTO stewardship_disbursement_part (disbursement, no, fund, line, amount_fen)
  SELECT $1::uuid, n, fund, line, fen FROM unnest($2::text[], $3::int[], $4::bigint[]) WITH ORDINALITY AS p (fund, line, fen, n)`
/** What was paid of the plan, of its sources and of its lines, by what a payment's parts say. */
const moveSources = `
  UPDATE stewardship_plan_source s SET paid_fen = paid_fen + p.fen
    FROM (SELECT fund, sum(amount_fen) AS fen FROM stewardship_disbursement_part WHERE disbursement = $2::uuid GROUP BY fund) p
   WHERE s.plan = $1::uuid AND s.fund = p.fund`
const moveLines = `
  UPDATE stewardship_plan_line l SET paid_fen = paid_fen + p.fen
    FROM (SELECT line, sum(amount_fen) AS fen FROM stewardship_disbursement_part WHERE disbursement = $2::uuid GROUP BY line) p
   WHERE l.plan = $1::uuid AND l.no = p.line`
const movePlan = `UPDATE stewardship_plan SET paid_fen = paid_fen + $2, version = version + 1 WHERE id = $1::uuid`

interface Payment {
  planId: string
  project: string | null
  id: string
  amountFen: Fen
  draft: PaymentDraft
  funds: readonly FundPart[]
  evidence: Evidence
}

/**
 * After every question is answered: entry, rows and promise. Only instalment and contract may still refuse; that rolls all of it back.
 * Answers by how much the contract's year is above its budget.
 */
async function pay(tx: Sql, by: Actor, payment: Payment): Promise<Fen> {
  const { planId, project, id, amountFen, draft, funds, evidence } = payment
  const { payee, isPerson, paidOn, parts, instalment, contract, overYear } = draft
  const posted = await postEntry(tx, {
    source: 'disbursement',
    key: id,
    kind: 'disbursement',
    occurredOn: paidOn,
    channel: 'bank',
    lines: funds.flatMap(([fund, fen]) => [
      { account: 'disbursements', fund, amountFen: fen },
      { account: 'bank', fund, amountFen: -fen },
    ]),
  })
  if (!posted.ok) throw new Error(`a payment could not be posted: ${posted.reason}`)
  const of = [instalment?.contract ?? contract, instalment?.no ?? null, amountFen, paidOn, payee, isPerson]
  const shown = [evidence.id, evidence.type, evidence.name]
  if (instalment) {
    const settled = await settleInstalment(tx, {
      ...instalment,
      project,
      amountFen,
      paidOn,
      disbursement: id,
    })
    if (!settled.ok) throw new Refused(`instalment-${settled.reason}`)
  }
  const under = contract && (await chargeContract(tx, { contract, project, amountFen, paidOn, overYear }))
  if (under && !under.ok) throw new Refused(`contract-${under.reason}`, under.leftFen)
  await tx.query(insert, [id, planId, ...of, ...shown, posted.entryId, by.id, by.name])
  const columns = [parts.map((p) => p.fund), parts.map((p) => p.line), parts.map((p) => p.amountFen)]
  await tx.query(insertParts, [id, ...columns])
  await tx.query(moveSources, [planId, id])
  await tx.query(moveLines, [planId, id])
  await tx.query(movePlan, [planId, amountFen])
  for (const [fund, fen] of funds) await movePromise(tx, fund, -fen)
  return under ? under.overFen : 0n
}
