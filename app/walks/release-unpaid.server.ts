import type { Database } from '~/platform/db.server'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { isPaid } from './internal/paid'
import { byLevel, lockLevels, movePlaces } from './internal/places.server'
import { moveUp } from './move-up.server'

/** A payment that the provider calls under way keeps its places: it has been made. */
const stillUnpaid = `
  p.held_until < $1 AND p.lapsed_at IS NULL AND EXISTS (SELECT FROM walks_walker w WHERE w.party_id = p.id AND w.state = 'unpaid')
  AND NOT EXISTS (SELECT FROM giving_gift g WHERE g.via = 'party:' || p.id 
                     AND (g.state IN ('pending', 'held') OR ${isPaid('g')}))`
const due = `SELECT p.id::text AS id, p.campaign FROM walks_party p WHERE ${stillUnpaid} ORDER BY p.held_until LIMIT 500`
const still = `SELECT p.id FROM walks_party p WHERE p.id = $2::uuid AND ${stillUnpaid} FOR UPDATE`
const lapse = 'UPDATE walks_party SET lapsed_at = $2 WHERE id = $1::uuid'
const cancel = `
  UPDATE walks_walker SET state = 'cancelled', cancelled_at = $2 WHERE party_id = $1::uuid AND state = 'unpaid' RETURNING level`

/** Gives places back that nobody paid for in time, to the waiting list first; their parties are written to. Answers how many parties. */
export async function releaseUnpaid(db: Database, now: Date): Promise<number> {
  let released = 0
  for (const { id, campaign } of await db.query<{ id: string; campaign: string }>(due, [now])) {
    await db.transaction(async (tx) => {
      await lockLevels(tx, campaign)
      if ((await tx.query(still, [now, id])).length === 0) return
      await tx.query(lapse, [id, now])
      const given = byLevel(await tx.query<{ level: string }>(cancel, [id, now]))
      await movePlaces(tx, campaign, new Map([...given].map(([key, n]) => [key, -n])))
      await moveUp(tx, campaign, now)
      await askForPartyMail(tx, 'lapsed', [id])
      released++
    })
  }
  return released
}
