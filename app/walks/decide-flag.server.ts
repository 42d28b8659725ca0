import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { FlagDecision, FlagName } from './flag'
import { dayOfWalk, sureness } from './internal/carried-cards.server'

export interface DecideFlag extends FlagName {
  campaign: string
  /** Null takes a decision back. */
  decision: FlagDecision | null
  /** What the person saw when deciding. */
  seen: FlagDecision | null
}

const day = dayOfWalk('t.campaign')
const lockFlag = `
  SELECT decision, decided_by AS "decidedBy" FROM walks_flag
   WHERE campaign = $1 AND card = $2 AND place = $3 AND reason = $4 FOR UPDATE`
const decide = `
  UPDATE walks_flag SET decision = $5, decided_by = $6,
         decided_scan = (SELECT s.scan_id FROM walks_stamp s WHERE s.card = $2 AND s.place = $3 AND $5::text IS NOT NULL), decided_at = CASE WHEN $5::text IS NOT NULL THEN clock_timestamp() END
   WHERE campaign = $1 AND card = $2 AND place = $3 AND reason = $4`
/**
 * One flag that voids is enough, where the stamp is not surer than the one of which it was said. The row is locked first, so that two who decide about one stamp see each other's word.
 */
const lockStamp = 'SELECT FROM walks_stamp WHERE card = $1 AND place = $2 FOR UPDATE'
const voidStamp = `
  UPDATE walks_stamp t SET voided = EXISTS (
           SELECT FROM walks_flag f LEFT JOIN walks_scan s ON s.id = f.decided_scan
            WHERE f.card = $1 AND f.place = $2 AND f.decision = 'void'
              AND (s.id IS NULL OR NOT ((${sureness('t', day)}) < (${sureness('s', day)}))))
   WHERE card = $1 AND place = $2`
const moveCard = 'INSERT INTO walks_card_move (campaign, card) VALUES ($1, $2)'

/**
 * Says of something unlikely that it is `fine`, or that the stamp does not count (`void`); null takes that back. The stamp is
 * kept either way, and the card is counted anew. What is voided is the card's stamp at this place as it was then, also when an earlier scan
 * of it arrives later; a surer one (a volunteer's after a poster's) counts again by itself. Refuses `not-allowed`, `unknown-flag`, and `decided-meanwhile` (`by` says who was quicker).
 */
export async function decideFlag(
  db: Database,
  by: Actor,
  { campaign, card, place, reason, decision, seen }: DecideFlag,
): Promise<
  Outcome<{ decision: FlagDecision | null }, 'not-allowed' | 'unknown-flag' | 'decided-meanwhile'> & {
    by?: string
  }
> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const name = [campaign, card, place, reason]
  return db.transaction(async (tx) => {
    await tx.query(lockStamp, [card, place])
    const [flag] = await tx.query<{ decision: FlagDecision | null; decidedBy: string }>(lockFlag, name)
    if (!flag) return { ok: false, reason: 'unknown-flag' }
    if (flag.decision === decision) return { ok: true, decision }
    if (flag.decision !== seen) return { ok: false, reason: 'decided-meanwhile', by: flag.decidedBy }
    await tx.query(decide, [...name, decision, decision === null ? '' : by.name])
    await tx.query(voidStamp, [card, place])
    await tx.query(moveCard, [campaign, card])
    await recordAct(tx, {
      by,
      action: 'stamp.decide',
      subject: { kind: 'campaign', id: campaign },
      before: { card, place, reason, decision: flag.decision },
      after: { decision },
    })
    return { ok: true, decision }
  })
}
