import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

const answer = `
  UPDATE giving_gift_reminder SET state = $2, mailed_for = CASE WHEN $2 = 'on' THEN coalesce(mailed_for, $3::date) ELSE mailed_for END
   WHERE secret = $1 RETURNING id`

/** Whoever opened the mail's link wants reminders, or no more of them; said again it is still so. Refuses `unknown`. */
export async function answerReminder(
  db: Database,
  { secret, wants, today }: { secret: string; wants: boolean; today: Day },
): Promise<Outcome<object, 'unknown'>> {
  const found = await db.query(answer, [secret, wants ? 'on' : 'off', today])
  return found.length > 0 ? { ok: true } : { ok: false, reason: 'unknown' }
}
