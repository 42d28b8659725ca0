import { theSoftware } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'

/** A checkout lives a day; a month leaves time for every question about one. docs/decisions/0012. */
const keptDays = 30
const batchSize = 1_000

/** One batch; the gift itself stays, as a number without a person. */
const eraseBatch = `
  WITH old AS (
    SELECT id FROM giving_gift WHERE state IN ('started', 'failed', 'expired') AND octet_length(salt) > 0
       AND created_at < $1::timestamptz - make_interval(days => $2) ORDER BY created_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), erased AS (
    UPDATE giving_gift g SET state = CASE g.state WHEN 'started' THEN 'expired' ELSE g.state END, salt = '', donor_name = '',
           name_consent = false, contact_email = '', message = '', message_state = 'none', dedication = '', checkout_url = NULL
      FROM old WHERE g.id = old.id RETURNING g.id
  ) SELECT count(*)::bigint AS n FROM erased`

/**
 * Erases the personal data of gifts that were never paid, 30 days after they were started: name, address, message and
 * dedication, and the salt, so that the commitment points to nobody. Answers how many. Money that arrives later all the
 * same is confirmed as an anonymous gift.
 */
export async function eraseUnpaidGifts(db: Database, now: Date): Promise<number> {
  let erased = 0
  for (;;) {
    const n = await db.transaction(async (tx) => {
      const [row] = await tx.query<{ n: bigint }>(eraseBatch, [now, keptDays, batchSize])
      if (row!.n > 0n)
        await recordAct(tx, {
          by: theSoftware,
          action: 'gift.erase-unpaid',
          subject: { kind: 'gift', id: 'unpaid' },
          after: { gifts: row!.n, olderThanDays: keptDays },
        })
      return Number(row!.n)
    })
    erased += n
    if (n < batchSize) return erased
  }
}
