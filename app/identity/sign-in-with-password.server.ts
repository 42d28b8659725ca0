import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { askForCodeMail } from './ask-for-code-mail.server'
import { nobodysHash, verifyPassword } from './internal/password-hash.server'

const findPerson = `
  SELECT u.id, u.locale, c.password FROM identity_user u
    JOIN identity_credential c ON c.user_id = u.id AND c.provider_id = 'credential'
   WHERE u.email = $1 AND u.closed_at IS NULL AND c.password IS NOT NULL`
/** Taken before the password is looked at, so that tries sent at once count one by one. No row: locked. */
const takeTry = `
  INSERT INTO identity_password_lock AS l (user_id, failures) VALUES ($1, 1)
  ON CONFLICT (user_id) DO UPDATE SET
    failures = l.failures + 1,
    locked_until = CASE WHEN l.failures + 1 >= $2
      THEN now() + make_interval(secs => least(3600, 30 * power(2, least(l.failures + 1 - $2, 10)))) END
    WHERE l.locked_until IS NULL OR l.locked_until <= now()
  RETURNING failures`
const forgetTries = 'DELETE FROM identity_password_lock WHERE user_id = $1'

/** From the fifth wrong password on the account pauses: 30 seconds, then twice as long each time, an hour at most. */
const freeTries = 5

/**
 * Whose address and password these are. Refuses `wrong` for everything else, also for a locked account and for an address
 * without one, after the same work: the answer tells nobody who has an account. The owner of a locked one hears by mail.
 */
export async function signInWithPassword(
  db: Database,
  { email, password }: { email: string; password: string },
): Promise<Outcome<{ personId: string }, 'wrong'>> {
  const to = email.trim().toLowerCase()
  const [person] = await db.query<{ id: string; locale: Locale; password: string }>(findPerson, [to])
  const [taken] = person ? await db.query<{ failures: number }>(takeTry, [person.id, freeTries]) : []
  const right = await verifyPassword({
    hash: (taken && person?.password) || nobodysHash,
    password: password.slice(0, 200),
  })
  if (!person || !taken) return { ok: false, reason: 'wrong' }
  if (right) {
    await db.query(forgetTries, [person.id])
    return { ok: true, personId: person.id }
  }
  if (taken.failures === freeTries) await askForCodeMail(db, { to, locale: person.locale, kind: 'locked' })
  return { ok: false, reason: 'wrong' }
}
