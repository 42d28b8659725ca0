import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { cleanText, lengthOf } from './gift-form'
import { type Consequence, longestReason, type Verdict } from './suspicion'

export interface DecideSuspicion {
  id: string
  verdict: Verdict
  reason: string
  consequence: Consequence
  /** How many decisions the person had seen. */
  seen: number
}
type DecideRefusal =
  | 'not-allowed'
  | 'unknown'
  | 'decided-meanwhile'
  | 'reason-needed'
  | 'reason-too-long'
  | 'nobody-to-watch'

const hold = `SELECT kind, state, decisions, facts ->> 'giftId' AS "giftId" FROM giving_suspicion WHERE id = $1::uuid FOR UPDATE`
const keep = `
  WITH d AS (
    INSERT INTO giving_suspicion_decision (suspicion_id, verdict, reason, consequence, decided_by, decided_name)
    VALUES ($1::uuid, $2, $3, $4, $5, $6))
  UPDATE giving_suspicion SET state = $2, decisions = decisions + 1 WHERE id = $1::uuid`
const watch = `
  INSERT INTO giving_watched_address (suspicion_id, digest)
  SELECT $1::uuid, giving_address_digest(contact_email) FROM giving_gift WHERE id = $2::uuid AND contact_email <> '' RETURNING 1`

/**
 * A person says what a suspicion is: `fine`, or `real` with a reason and what follows. Decided again, the later decision stands and
 * the earlier one is kept. Refuses `not-allowed`, `unknown`, `decided-meanwhile` (somebody else was first: look again),
 * `reason-needed` (for real, and to change a decision), `reason-too-long`, `nobody-to-watch` (no gift, or one without an address).
 */
export async function decideSuspicion(
  db: Database,
  by: Actor,
  { id, verdict, reason, consequence, seen }: DecideSuspicion,
): Promise<Outcome<object, DecideRefusal>> {
  if (!can(by, 'suspicion.decide')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id)) return { ok: false, reason: 'unknown' }
  const why = cleanText(reason, 'many')
  const follows = verdict === 'real' ? consequence : 'none'
  if (lengthOf(why) > longestReason) return { ok: false, reason: 'reason-too-long' }
  class NobodyToWatch extends Error {}
  try {
    return await db.transaction(async (tx) => {
      type Row = { kind: string; state: string; decisions: number; giftId: string | null }
      const [found] = await tx.query<Row>(hold, [id])
      if (!found) return { ok: false, reason: 'unknown' }
      if (found.decisions !== seen) return { ok: false, reason: 'decided-meanwhile' }
      if (why === '' && (verdict === 'real' || found.state !== 'open'))
        return { ok: false, reason: 'reason-needed' }
      await tx.query('DELETE FROM giving_watched_address WHERE suspicion_id = $1::uuid', [id])
      if (follows === 'watch') {
        const [watched] = found.giftId ? await tx.query(watch, [id, found.giftId]) : []
        if (!watched) throw new NobodyToWatch()
      }
      await tx.query(keep, [id, verdict, why, follows, by.id, by.name])
      await recordAct(tx, {
        by,
        action: 'suspicion.decide',
        subject: { kind: 'suspicion', id },
        before: { state: found.state },
        after: { kind: found.kind, state: verdict, consequence: follows },
        note: why,
      })
      return { ok: true }
    })
  } catch (error) {
    if (error instanceof NobodyToWatch) return { ok: false, reason: 'nobody-to-watch' }
    throw error
  }
}
