import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { cleanText, lengthOf } from './gift-form'

export const longestMatchNote = 400
const close = `
  UPDATE giving_match_pot SET state = 'closed', closed_at = clock_timestamp(), close_reason = $3
   WHERE id = $1::uuid AND campaign = $2 AND state = 'open' AND closes_at > clock_timestamp()
  RETURNING matched_fen AS "matchedFen", cap_fen AS "capFen"`

/**
 * Ends a pot before its time, with a reason: gifts that are confirmed from now on are not matched; those before it are, and what goes
 * back of them still returns. Refuses `not-allowed`, `no-reason` (none, or too long), `not-running`.
 */
export async function closePot(
  db: Database,
  by: Actor,
  { potId, campaign, reason }: { potId: string; campaign: string; reason: string },
): Promise<Outcome<object, 'not-allowed' | 'no-reason' | 'not-running'>> {
  if (!can(by, 'matching.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  const why = cleanText(reason, 'one')
  if (why === '' || lengthOf(why) > longestMatchNote) return { ok: false, reason: 'no-reason' }
  return db.transaction(async (tx) => {
    const [pot] = isUuid(potId)
      ? await tx.query<{ matchedFen: bigint; capFen: bigint }>(close, [potId, campaign, why])
      : []
    if (!pot) return { ok: false, reason: 'not-running' }
    const subject = { kind: 'match-pot', id: potId }
    await recordAct(tx, { by, action: 'matching.close', subject, after: { ...pot }, note: why })
    return { ok: true }
  })
}
