import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { proposePotIn } from './internal/propose-pot.server'

const lock = `SELECT state FROM giving_match_pot WHERE id = $1::uuid AND campaign = $2 FOR UPDATE`
const waits = `
  SELECT 1 FROM identity_proposal
   WHERE action = 'matching.manage' AND subject_kind = 'match-pot' AND subject_id = $1 AND state = 'waiting'`

export interface DraftedPot {
  potId: string
  campaign: string
  /** `ask`: a second person, again; `drop`: it was not wanted. */
  deed: 'ask' | 'drop'
}

/**
 * What can still be done with a pot that was not agreed to: ask again, or drop it. Refuses `not-allowed`, `unknown-pot` (or open
 * by now), `already-proposed` (a proposal waits: it can be withdrawn where it waits).
 */
export async function proposePot(
  db: Database,
  by: Actor,
  { potId, campaign, deed }: DraftedPot,
): Promise<Outcome<object, 'not-allowed' | 'unknown-pot' | 'already-proposed'>> {
  if (!can(by, 'matching.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [pot] = isUuid(potId) ? await tx.query<{ state: string }>(lock, [potId, campaign]) : []
    if (pot?.state !== 'draft') return { ok: false, reason: 'unknown-pot' }
    const [waiting] = await tx.query(waits, [potId])
    if (waiting) return { ok: false, reason: 'already-proposed' }
    if (deed === 'ask') return proposePotIn(tx, by, { id: potId, campaign })
    await tx.query('DELETE FROM giving_match_pot WHERE id = $1::uuid', [potId])
    await recordAct(tx, { by, action: 'matching.drop', subject: { kind: 'match-pot', id: potId } })
    return { ok: true }
  })
}
