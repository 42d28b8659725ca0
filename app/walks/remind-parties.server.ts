import type { Database } from '~/platform/db.server'
import { askForPartyMail } from './internal/ask-for-mail.server'

/** How long before the day: time enough to say that one cannot come. */
const daysBefore = 2
const batchSize = 500
const due = `
  UPDATE walks_party p SET reminded_at = $1 WHERE p.id IN (
    SELECT p.id FROM walks_party p JOIN walks_walk k ON k.campaign = p.campaign
     WHERE p.reminded_at IS NULL AND p.contact_email <> ''
       AND $1 >= (k.day - ${daysBefore})::timestamp AT TIME ZONE 'Asia/Shanghai'
       AND $1 < k.day::timestamp AT TIME ZONE 'Asia/Shanghai'
       AND EXISTS (SELECT FROM walks_walker w WHERE w.party_id = p.id AND w.state = 'registered')
     ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED)
  RETURNING p.id::text AS id`

/** Asks for one reminder to each party that walks within two days. Run by the clock; each is reminded once. Answers how many. */
export async function remindParties(db: Database, now: Date): Promise<number> {
  let reminded = 0
  for (;;) {
    const n = await db.transaction(async (tx) => {
      const parties = await tx.query<{ id: string }>(due, [now, batchSize])
      await askForPartyMail(
        tx,
        'reminder',
        parties.map(({ id }) => id),
      )
      return parties.length
    })
    reminded += n
    if (n < batchSize) return reminded
  }
}
