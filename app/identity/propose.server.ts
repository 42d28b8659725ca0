import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { OwnDecision, TwoPersonAction } from './actions'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'
import type { Subject } from './role'

export interface ProposalInput {
  action: Exclude<TwoPersonAction, OwnDecision>
  subject: { kind: string; id: string }
  /** By which rights are judged. */
  reach: Subject
  /** What the executor is handed when another person agrees; plain JSON. */
  payload: object
  note?: string
}

const insertProposal = `
  INSERT INTO identity_proposal (action, subject_kind, subject_id, payload, note, proposed_by)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6)
  ON CONFLICT (action, subject_kind, subject_id) WHERE state = 'waiting' DO NOTHING RETURNING id`

/**
 * Asks for something that needs a second person; whoever carries a pass may be the first where the action says so. Nothing
 * happens until another one decides (`decideProposal`).
 * Refuses `not-allowed`, `already-proposed` (the same is waiting).
 */
export async function propose(
  tx: Sql,
  by: Actor,
  { action, subject, reach, payload, note = '' }: ProposalInput,
): Promise<Outcome<{ proposalId: string }, 'not-allowed' | 'already-proposed'>> {
  if (by.kind === 'software' || !can(by, action, reach)) return { ok: false, reason: 'not-allowed' }
  const values = [action, subject.kind, subject.id, JSON.stringify({ ...payload, reach }), note, by.id]
  const [row] = await tx.query<{ id: string }>(insertProposal, values)
  if (!row) return { ok: false, reason: 'already-proposed' }
  await recordAct(tx, { by, action: `${action}.propose`, subject, after: payload, note })
  return { ok: true, proposalId: row.id }
}
