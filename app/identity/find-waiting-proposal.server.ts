import type { Sql } from '~/platform/db.server'
import type { TwoPersonAction } from './actions'

export interface WaitingProposal {
  id: string
  action: TwoPersonAction
  proposedBy: string
  proposedByName: string
  proposedAt: Date
  note: string
  payload: Record<string, unknown>
}

const waiting = `
  SELECT p.id, p.action, p.proposed_by AS "proposedBy", coalesce(u.name, v.label || ' · ' || v.place) AS "proposedByName", p.proposed_at AS "proposedAt", p.note, p.payload
    FROM identity_proposal p LEFT JOIN identity_user u ON u.id = p.proposed_by
         LEFT JOIN identity_pass v ON v.id::text = p.proposed_by
   WHERE p.subject_kind = $1 AND p.subject_id = $2 AND p.state = 'waiting' ORDER BY p.proposed_at LIMIT 10`

/** What waits for a second person about one subject. */
export async function findWaitingProposals(
  sql: Sql,
  subject: { kind: string; id: string },
): Promise<WaitingProposal[]> {
  return sql.query<WaitingProposal>(waiting, [subject.kind, subject.id])
}
