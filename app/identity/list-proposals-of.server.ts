import type { Sql } from '~/platform/db.server'
import type { TwoPersonAction } from './actions'

export interface ProposalOfKind {
  id: string
  subjectId: string
  state: 'waiting' | 'approved'
  note: string
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
}

const newest = `
  SELECT p.id, p.subject_id AS "subjectId", p.state, p.note, u.name AS "proposedBy", p.proposed_at AS "proposedAt",
         d.name AS "decidedBy", p.decided_at AS "decidedAt"
    FROM identity_proposal p JOIN identity_user u ON u.id = p.proposed_by LEFT JOIN identity_user d ON d.id = p.decided_by
   WHERE p.action = $1 AND p.state IN ('waiting', 'approved')
   ORDER BY (p.state = 'waiting') DESC, coalesce(p.decided_at, p.proposed_at) DESC, p.id LIMIT $2`

/** What of one kind waits, and what was done, newest first: for pages that every reader of which may see all of it. */
export const listProposalsOf = (sql: Sql, action: TwoPersonAction, limit = 24): Promise<ProposalOfKind[]> =>
  sql.query<ProposalOfKind>(newest, [action, limit])
