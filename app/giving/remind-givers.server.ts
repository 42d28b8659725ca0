import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'

const batchSize = 500
const due = `
  WITH r AS (
    UPDATE giving_gift_reminder SET mailed_for = $1::date WHERE id IN (
      SELECT r.id FROM giving_gift_reminder r JOIN campaigns_campaign c ON c.slug = r.campaign
       WHERE r.state = 'on' AND c.state = 'open' AND $1::date BETWEEN c.starts_on AND c.ends_on
         AND r.day <= extract(day FROM $1::date) AND r.mailed_for < date_trunc('month', $1::date)
       ORDER BY r.id LIMIT ${batchSize} FOR UPDATE OF r SKIP LOCKED) RETURNING id
  ), asked AS (
    INSERT INTO platform_outbox (topic, payload)
    SELECT 'send-reminder-mail', jsonb_build_object('reminderId', id, 'kind', 'due') FROM r
  )
  SELECT count(*)::int AS n FROM r`
/** Never confirmed for a week, called off, or of a campaign that is over: nobody needs the address any more. */
const forget = `
  DELETE FROM giving_gift_reminder r WHERE (state = 'asked' AND created_at < $1::date - interval '7 days') OR state = 'off'
     OR EXISTS (SELECT FROM campaigns_campaign c WHERE c.slug = r.campaign AND (c.state IN ('closed', 'settled') OR c.ends_on < $1::date))`

/** Work by the clock: asks for the mails that are due, each once a month, and forgets who is not to be written to. Answers how many. */
export async function remindGivers(db: Database, today: Day): Promise<number> {
  await db.query(forget, [today])
  let reminded = 0
  for (;;) {
    const [row] = await db.query<{ n: number }>(due, [today])
    reminded += row!.n
    if (row!.n < batchSize) return reminded
  }
}
