import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntries } from '~/ledger/post-entries.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { longestMatchNote } from './close-pot.server'
import { cleanText, lengthOf } from './gift-form'
import { findMatches, keepMatches, keepMoves, type MatchRow, movePot } from './internal/keep-matches.server'
import { matchEntry } from './internal/match-entry'
import { readGiftFacts } from './internal/match-news.server'
import { splitMatch } from './match-plan'
import { type MatchPot, potColumns } from './match-pot'

const lockPot = `
  SELECT ${potColumns} FROM giving_match_pot p JOIN giving_match m ON m.pot_id = p.id
   WHERE m.gift_id = $1::uuid AND p.campaign = $2 FOR UPDATE OF p`
const decided = `
  UPDATE giving_match SET decided_by = $2, decided_at = clock_timestamp(), note = $3 WHERE gift_id = $1::uuid`

export interface MatchDecision {
  giftId: string
  campaign: string
  decision: 'release' | 'refuse'
  /** Why; a refusal has to say. */
  note: string
  now: Date
}

/**
 * A person decides what looked suspicious: `release` matches with the amount that was set aside, `refuse` gives it back to the pot,
 * with a reason. Refuses `not-allowed`, `no-reason`, `unknown-match`, `not-held` (somebody was quicker, or the gift has gone back).
 */
export async function decideMatch(
  db: Database,
  by: Actor,
  { giftId, campaign, decision, note, now }: MatchDecision,
): Promise<Outcome<object, 'not-allowed' | 'no-reason' | 'unknown-match' | 'not-held'>> {
  if (!can(by, 'matching.decide', { campaign })) return { ok: false, reason: 'not-allowed' }
  const why = cleanText(note, 'one')
  if ((decision === 'refuse' && why === '') || lengthOf(why) > longestMatchNote)
    return { ok: false, reason: 'no-reason' }
  return db.transaction(async (tx) => {
    const [pot] = isUuid(giftId) ? await tx.query<MatchPot>(lockPot, [giftId, campaign]) : []
    const match = pot && (await findMatches(tx, [giftId])).get(giftId)
    if (!match) return { ok: false, reason: 'unknown-match' }
    if (match.state !== 'held' || (decision === 'release' && match.nowFen === 0n))
      return { ok: false, reason: 'not-held' }
    const { nowFen, reason } = match
    if (decision === 'release') await release(tx, pot, match, now)
    else {
      await keepMatches(tx, [{ ...match, state: 'refused', nowFen: 0n }])
      await movePot(tx, pot.id, { takenFen: -nowFen, matchedFen: 0n })
    }
    await tx.query(decided, [giftId, by.id, why])
    const subject = { kind: 'gift', id: giftId }
    await recordAct(tx, {
      by,
      action: `matching.${decision}`,
      subject,
      after: { potId: pot.id, nowFen, reason },
      note: why,
    })
    return { ok: true }
  })
}

async function release(tx: Sql, pot: MatchPot, match: MatchRow, now: Date): Promise<void> {
  const { giftId, nowFen } = match
  const facts = (await readGiftFacts(tx, [giftId])).get(giftId)!
  const shares = splitMatch(nowFen, facts.shares)
  const entry = matchEntry(pot, { key: giftId, shares, sign: 1n, occurredOn: shanghaiDay(now) })
  const posted = await postEntries(tx, [entry])
  await keepMatches(tx, [{ ...match, state: 'matched', shares }])
  await keepMoves(tx, [{ entryId: posted.get(giftId)!, giftId, amountFen: nowFen }])
  await movePot(tx, pot.id, { takenFen: 0n, matchedFen: nowFen })
}
