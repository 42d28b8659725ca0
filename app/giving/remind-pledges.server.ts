import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { askForPledgeMail } from './internal/ask-for-pledge-mail.server'

/** A transfer that goes through a unit's own approval takes about so long. */
const daysAfter = 7
/** And this is early enough for one more. */
const daysBeforeEnd = 5
const batchSize = 500

const waits = (mark: string) =>
  `p.${mark} IS NULL AND p.state = 'open' AND p.contact_email <> '' AND c.state IN ('open', 'closed')`
const first = `
  UPDATE giving_pledge p SET reminded_at = clock_timestamp() WHERE p.id IN (
    SELECT p.id FROM giving_pledge p JOIN campaigns_campaign c ON c.slug = p.campaign
     WHERE ${waits('reminded_at')} AND p.pledged_on <= $1::date - ${daysAfter} AND $1::date < c.ends_on - ${daysBeforeEnd}
     ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED) RETURNING p.id::text AS id`
const last = `
  UPDATE giving_pledge p SET reminded_last_at = clock_timestamp() WHERE p.id IN (
    SELECT p.id FROM giving_pledge p JOIN campaigns_campaign c ON c.slug = p.campaign
     WHERE ${waits('reminded_last_at')} AND $1::date BETWEEN c.ends_on - ${daysBeforeEnd} AND c.ends_on
     ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED) RETURNING p.id::text AS id`

/**
 * Asks for the reminders that are due on `today`: one a week after the promise, and one in the last five days of the campaign;
 * each once, and only to units that left an address and whose transfer is not all here. Run by the clock. Answers how many.
 */
export async function remindPledges(db: Database, today: Day): Promise<number> {
  let reminded = 0
  for (const [text, kind] of [
    [first, 'reminder'],
    [last, 'last-reminder'],
  ] as const)
    for (;;) {
      const n = await db.transaction(async (tx) => {
        const due = await tx.query<{ id: string }>(text, [today, batchSize])
        await askForPledgeMail(
          tx,
          kind,
          due.map(({ id }) => id),
        )
        return due.length
      })
      reminded += n
      if (n < batchSize) break
    }
  return reminded
}
