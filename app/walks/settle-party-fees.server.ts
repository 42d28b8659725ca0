import type { Database, Sql } from '~/platform/db.server'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { isPaid } from './internal/paid'
import { byLevel, giveBibs, lockLevels, movePlaces } from './internal/places.server'

/** Parties whose fee has arrived and who are not registered yet: few, for `held_until` is emptied when they are. */
const due = `
  SELECT p.id::text AS id FROM walks_party p
   WHERE p.held_until IS NOT NULL AND ($1::uuid IS NULL OR p.id = $1)
     AND EXISTS (SELECT FROM giving_gift g WHERE g.via = 'party:' || p.id AND ${isPaid('g')})`
const campaignOf = 'SELECT campaign FROM walks_party WHERE id = $1::uuid'
/** Unpaid walkers, and those whose places lapsed before the money came. */
const owing = `
  SELECT w.id::text AS id, w.level, w.state,
         p.fee_fen AS "feeFen", (SELECT coalesce(sum(g.amount_fen), 0)::bigint FROM giving_gift g
                                  WHERE g.via = 'party:' || p.id AND ${isPaid('g')}) AS "paidFen"
    FROM walks_party p JOIN walks_walker w ON w.party_id = p.id
   WHERE p.id = $1::uuid AND p.held_until IS NOT NULL
     AND (w.state = 'unpaid' OR (w.state = 'cancelled' AND w.cancelled_at = p.lapsed_at))`
const store = `
  UPDATE walks_walker SET state = $2, cancelled_at = NULL,
         seq = CASE WHEN $2 = 'waiting' THEN nextval(pg_get_serial_sequence('walks_walker', 'seq')) ELSE seq END
   WHERE id = ANY ($1::uuid[])`
const unhold = 'UPDATE walks_party SET held_until = NULL, lapsed_at = NULL WHERE id = $1::uuid'

/**
 * Registers parties whose fee is confirmed in the books; the books are asked, never a redirect. Run by the clock, and by the
 * party's own page for itself. Money that came after its places had lapsed gets places again while there are some, else it waits
 * in line with its fee paid. Answers how many parties are settled.
 */
export async function settlePartyFees(db: Database, partyId: string | null = null): Promise<number> {
  const parties = await db.query<{ id: string }>(due, [partyId])
  let settled = 0
  for (const { id } of parties) if (await db.transaction((tx) => settle(tx, id))) settled++
  return settled
}

async function settle(tx: Sql, partyId: string): Promise<boolean> {
  const [party] = await tx.query<{ campaign: string }>(campaignOf, [partyId])
  if (!party) return false
  const levels = await lockLevels(tx, party.campaign)
  const walkers = await tx.query<{
    id: string
    level: string
    state: string
    feeFen: bigint
    paidFen: bigint
  }>(owing, [partyId])
  const [first] = walkers
  if (!first || first.paidFen < first.feeFen * BigInt(walkers.length)) return false
  const lapsed = byLevel(walkers.filter(({ state }) => state === 'cancelled'))
  const fits = [...lapsed].every(([key, n]) => n <= (levels.get(key)?.left ?? 0) && !levels.get(key)!.waiting)
  const ids = walkers.map(({ id }) => id)
  if (fits) await movePlaces(tx, party.campaign, lapsed)
  await tx.query(store, [ids, fits ? 'registered' : 'waiting'])
  if (fits) await giveBibs(tx, party.campaign, ids)
  await tx.query(unhold, [partyId])
  await askForPartyMail(tx, fits ? 'paid' : 'waiting', [partyId])
  return true
}
