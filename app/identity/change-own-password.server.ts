import { randomUUID } from 'node:crypto'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { hashPassword } from './internal/password-hash.server'
import { leastPasswordLength } from './internal/sign-in-library.server'
import { recordOwnAct } from './record-own-act.server'

export { leastPasswordLength }

const mostPasswordLength = 200

const lockPerson = 'SELECT id FROM identity_user WHERE id = $1 FOR UPDATE'
const changePassword = `
  UPDATE identity_credential SET password = $2, updated_at = now()
   WHERE user_id = $1 AND provider_id = 'credential' RETURNING id`
const firstPassword = `
  INSERT INTO identity_credential (id, account_id, provider_id, user_id, password, updated_at)
  VALUES ($3, $1, 'credential', $1, $2, now())`
const endOthers = 'DELETE FROM identity_session WHERE user_id = $1 AND id <> $2'
/** A secret that nobody has proved yet may have been seen by whoever had the old password. */
const forgetUnproved = 'DELETE FROM identity_two_factor WHERE user_id = $1 AND NOT verified'
const unlock = 'DELETE FROM identity_password_lock WHERE user_id = $1'

/**
 * Sets one's own password, the first or another, and ends every other session; ask for a recent sign-in first
 * (`enterRecently`). Refuses `too-short`, `too-long`, in characters.
 */
export async function changeOwnPassword(
  db: Database,
  signedIn: Pick<SignedIn, 'actor' | 'sessionId'>,
  password: string,
): Promise<Outcome<object, 'too-short' | 'too-long'>> {
  if (password.length < leastPasswordLength) return { ok: false, reason: 'too-short' }
  if (password.length > mostPasswordLength) return { ok: false, reason: 'too-long' }
  const hash = await hashPassword(password)
  const { id } = signedIn.actor
  await db.transaction(async (tx) => {
    await tx.query(lockPerson, [id])
    const [changed] = await tx.query(changePassword, [id, hash])
    if (!changed) await tx.query(firstPassword, [id, hash, randomUUID()])
    await tx.query(unlock, [id])
    await tx.query(forgetUnproved, [id])
    await tx.query(endOthers, [id, signedIn.sessionId])
    await recordOwnAct(tx, signedIn, 'account.password-changed')
  })
  return { ok: true }
}
