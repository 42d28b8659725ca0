import type { Database } from '~/platform/db.server'
import { hashOfSecret, newSecret } from './internal/one-time-secret.server'

const hours = 48
const nobodyYet = `SELECT identity_no_other_administrator('') AS so`
const forgetOlder = `
  UPDATE identity_invitation SET revoked_at = now() WHERE email = '' AND accepted_at IS NULL AND revoked_at IS NULL`
const insert = `
  INSERT INTO identity_invitation (email, role, secret_hash, expires_at)
  VALUES ('', 'administrator', $1, now() + make_interval(hours => ${hours}))`

/**
 * Where nobody administers the house: makes the one-time link for whoever will, in place of any earlier one, and answers
 * its secret; null where there is an administrator. Several processes that start at once take turns.
 */
export async function inviteFirstAdministrator(db: Database): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [nobody] = await tx.query<{ so: boolean }>(nobodyYet)
    if (!nobody!.so) return null
    const secret = newSecret()
    await tx.query(forgetOlder)
    await tx.query(insert, [hashOfSecret(secret)])
    return secret
  })
}
