import type { Sql } from '~/platform/db.server'
import type { TwoPersonAction } from './actions'
import type { Actor } from './actor'
import { can, canDecide } from './can'
import type { Subject } from './role'

export interface ListedProposal {
  id: string
  action: TwoPersonAction
  subject: { kind: string; id: string }
  note: string
  state: 'waiting' | 'approved' | 'rejected' | 'withdrawn'
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decision: string
  /** What the asking actor may do about it now. */
  mayDecide: boolean
  mayWithdraw: boolean
}

interface Row extends Omit<ListedProposal, 'subject' | 'mayDecide' | 'mayWithdraw'> {
  kind: string
  about: string
  proposer: string
  standsInFor: string[]
  reach: Subject | null
}

/** Whatever waits, and the newest that are decided; a federation has few of either, and the trail keeps them all. */
const newest = `
  SELECT p.id, p.action, p.subject_kind AS kind, p.subject_id AS about, p.note, p.state, p.decision,
         p.proposed_by AS proposer, coalesce(u.name, v.label || ' · ' || v.place) AS "proposedBy", p.proposed_at AS "proposedAt",
         d.name AS "decidedBy", p.decided_at AS "decidedAt", p.payload -> 'reach' AS reach,
         identity_stood_in_for(p.proposed_by, p.proposed_at) AS "standsInFor"
    FROM identity_proposal p LEFT JOIN identity_user u ON u.id = p.proposed_by
         LEFT JOIN identity_pass v ON v.id::text = p.proposed_by LEFT JOIN identity_user d ON d.id = p.decided_by
   ORDER BY (p.state = 'waiting') DESC, coalesce(p.decided_at, p.proposed_at) DESC, p.id LIMIT 200`

/** Proposals within `actor`'s reach: the waiting ones first, then what was decided, newest first. 200 at most. */
export async function listProposals(sql: Sql, actor: Actor): Promise<ListedProposal[]> {
  const rows = await sql.query<Row>(newest)
  return rows
    .filter((row) => can(actor, 'proposal.see', row.reach ?? {}))
    .map(({ kind, about, proposer, standsInFor, reach, ...row }) => {
      const waits = row.state === 'waiting'
      const subject = reach ?? {}
      return {
        ...row,
        subject: { kind, id: about },
        mayDecide: waits && canDecide(actor, row.action, { id: proposer, standsInFor }, subject),
        mayWithdraw: waits && actor.id === proposer && can(actor, row.action, subject),
      }
    })
}
