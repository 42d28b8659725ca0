import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { OwnDecision, TwoPersonAction } from './actions'
import type { Actor } from './actor'
import { behindProposer } from './behind-proposer'
import { can, canDecide } from './can'
import { recordAct } from './record-act.server'
import type { Subject } from './role'

/** What an agreed proposal does, in the transaction that says so. Refusing leaves the proposal waiting. */
export type Executor = (
  tx: Sql,
  payload: Record<string, unknown>,
  by: Actor,
) => Promise<Outcome<object, string>>
/** Handed in by wiring: identity knows no other room. */
export type Executors = Record<Exclude<TwoPersonAction, OwnDecision>, Executor>

interface Row {
  id: string
  action: keyof Executors
  subject_kind: string
  subject_id: string
  payload: Record<string, unknown> & { reach: Subject }
  state: string
  proposed_by: string
  stands_in_for: string[]
}

const lockProposal = `
  SELECT p.*, ${behindProposer} AS stands_in_for
    FROM identity_proposal p WHERE p.id = $1::uuid FOR UPDATE OF p`
const decide = `
  UPDATE identity_proposal SET state = $2, decided_by = $3, decided_at = clock_timestamp(), decision = $4 WHERE id = $1::uuid`

export interface Decision {
  id: string
  decision: 'approved' | 'rejected' | 'withdrawn'
  note?: string
}
export type DecideRefusal = 'unknown-proposal' | 'not-waiting' | 'not-allowed'
type Decided = Outcome<{ action: TwoPersonAction }, DecideRefusal | 'refused'> & { why?: string }

class Refused extends Error {
  constructor(readonly why: string) {
    super(why)
  }
}

/**
 * Decides a proposal. Approving does it, in the same transaction; only another person than the proposer may, see
 * `canDecide`. The proposer may withdraw. Refuses `unknown-proposal` (also what `by` may not know of), `not-waiting`,
 * `not-allowed`, and with `refused` what the deed itself refuses: then the proposal goes on waiting.
 */
export async function decideProposal(
  db: Database,
  by: Actor,
  decision: Decision,
  executors: Executors,
): Promise<Decided> {
  try {
    return await db.transaction(async (tx) => {
      const decided = await decideWithin(tx, by, decision, executors)
      if (!decided.ok && decided.reason === 'refused') throw new Refused(decided.why!)
      return decided
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: 'refused', why: error.why }
    throw error
  }
}

/**
 * The same in a transaction of the caller's, for a deed that the second person does in their own room (counting again). After
 * `refused` the caller must roll back, by throwing.
 */
export async function decideWithin(
  tx: Sql,
  by: Actor,
  { id, decision, note = '' }: Decision,
  executors: Partial<Executors>,
): Promise<Decided> {
  const [row] = await tx.query<Row>(lockProposal, [id])
  if (!row) return { ok: false, reason: 'unknown-proposal' }
  const { reach, ...payload } = row.payload
  if (!can(by, 'proposal.see', reach) && by.id !== row.proposed_by)
    return { ok: false, reason: 'unknown-proposal' }
  if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' }
  const proposer = { id: row.proposed_by, standsInFor: row.stands_in_for }
  const may =
    decision === 'withdrawn'
      ? by.id === row.proposed_by && can(by, row.action, reach)
      : canDecide(by, row.action, proposer, reach)
  if (!may) return { ok: false, reason: 'not-allowed' }
  await tx.query(decide, [id, decision, by.id, note])
  if (decision === 'approved') {
    const done = await executors[row.action]!(tx, payload, by)
    if (!done.ok) return { ok: false, reason: 'refused', why: done.reason }
  }
  const subject = { kind: row.subject_kind, id: row.subject_id }
  await recordAct(tx, { by, action: `${row.action}.${decision}`, subject, after: payload, note })
  return { ok: true, action: row.action }
}
