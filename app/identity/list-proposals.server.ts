import type { Sql } from '~/platform/db.server'
import type { OwnDecision, TwoPersonAction } from './actions'
import type { Actor } from './actor'
import { behindProposer } from './behind-proposer'
import { can, canDecide, reachOf } from './can'
import type { Subject } from './role'

export interface ListedProposal {
  id: string
  action: Exclude<TwoPersonAction, OwnDecision>
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

/** Where a page of proposals ended. */
export interface ProposalKey {
  waits: boolean
  at: Date
  id: string
}

/** When it was decided, or else proposed. */
const at = 'coalesce(p.decided_at, p.proposed_at)'
const page = `
  SELECT p.id, p.action, p.subject_kind AS kind, p.subject_id AS about, p.note, p.state, p.decision,
         p.proposed_by AS proposer, coalesce(u.name, v.label || ' · ' || v.place) AS "proposedBy", p.proposed_at AS "proposedAt",
         d.name AS "decidedBy", p.decided_at AS "decidedAt", p.payload -> 'reach' AS reach,
         ${behindProposer} AS "standsInFor"
    FROM identity_proposal p LEFT JOIN identity_user u ON u.id = p.proposed_by
         LEFT JOIN identity_pass v ON v.id::text = p.proposed_by LEFT JOIN identity_user d ON d.id = p.decided_by
   WHERE ($1::text[] IS NULL OR p.payload -> 'reach' ->> 'campaign' = ANY ($1::text[]))
     AND ($2::boolean IS NULL OR ((p.state = 'waiting'), ${at}, p.id) < ($2::boolean, $3::timestamptz, $4::uuid))
   ORDER BY (p.state = 'waiting') DESC, ${at} DESC, p.id DESC LIMIT $5`

/** Proposals within `actor`'s reach: the waiting ones first, then what was decided, newest first; `next` is null on the last page. */
export async function listProposals(
  sql: Sql,
  actor: Actor,
  { after, limit = 50 }: { after?: ProposalKey; limit?: number } = {},
): Promise<{ proposals: ListedProposal[]; next: ProposalKey | null }> {
  const reach = reachOf(actor, 'proposal.see', 'campaign')
  const values = [reach === '*' ? null : reach, after?.waits ?? null, after?.at ?? null, after?.id ?? null]
  const rows = await sql.query<Row>(page, [...values, limit + 1])
  const proposals = rows.slice(0, limit).map(({ kind, about, proposer, standsInFor, reach, ...row }) => {
    const waits = row.state === 'waiting'
    const subject = reach ?? {}
    return {
      ...row,
      subject: { kind, id: about },
      mayDecide: waits && canDecide(actor, row.action, { id: proposer, standsInFor }, subject),
      mayWithdraw: waits && actor.id === proposer && can(actor, row.action, subject),
    }
  })
  const last = rows.length > limit ? proposals.at(-1)! : null
  const next = last && {
    waits: last.state === 'waiting',
    at: last.decidedAt ?? last.proposedAt,
    id: last.id,
  }
  return { proposals, next }
}
