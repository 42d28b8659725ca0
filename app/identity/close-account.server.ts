import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { hasRole } from './internal/has-role.server'
import { recordOwnAct } from './record-own-act.server'

const lockPerson = 'SELECT email FROM identity_user WHERE id = $1 AND closed_at IS NULL FOR UPDATE'
const anonymise = `
  UPDATE identity_user SET name = '', email = 'closed-' || id || '@closed.invalid', email_verified = false, image = NULL,
         two_factor_enabled = false, closed_at = clock_timestamp(), updated_at = now() WHERE id = $1`
const theirs = ['session', 'credential', 'passkey', 'two_factor', 'password_lock']
/** One without an address may be used under any: what still waits is taken back. */
const forgetInvitations = `
  UPDATE identity_invitation SET email = '', revoked_at = CASE WHEN accepted_at IS NULL THEN coalesce(revoked_at, now()) ELSE revoked_at END
   WHERE lower(email) = lower($1)`
/** A passkey's challenge names who asked for it. */
const forgetChallenges = 'DELETE FROM identity_verification WHERE strpos(value, $1) > 0'

/**
 * Closes a person's own account and makes its row nobody's, in the caller's transaction: sessions, password, passkeys and
 * factors, codes and invitations go, the id stays for the trail. Refuses `has-role`: whoever works here has their roles taken
 * back first; `unknown-person` (also one closed meanwhile).
 */
export async function closeAccount(
  tx: Sql,
  signedIn: Pick<SignedIn, 'actor'>,
): Promise<Outcome<{ email: string }, 'has-role' | 'unknown-person'>> {
  const { id } = signedIn.actor
  const [person] = await tx.query<{ email: string }>(lockPerson, [id])
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (await hasRole(tx, id)) return { ok: false, reason: 'has-role' }
  await recordOwnAct(tx, signedIn, 'account.closed')
  for (const table of theirs) await tx.query(`DELETE FROM identity_${table} WHERE user_id = $1`, [id])
  await tx.query('DELETE FROM identity_mail_code WHERE email = $1', [person.email])
  await tx.query(forgetInvitations, [person.email])
  await tx.query(forgetChallenges, [id])
  await tx.query(anonymise, [id])
  return { ok: true, email: person.email }
}
