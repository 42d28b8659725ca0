import type { Sql } from '~/platform/db.server'
import type { SignedIn } from './identity.server'

const person = `SELECT name, email, locale AS language, created_at AS since FROM identity_user WHERE id = $1`
const roles = `
  SELECT role, scope, granted_at AS since, revoked_at AS until FROM identity_grant WHERE user_id = $1 ORDER BY granted_at, id`
const sessions = `
  SELECT created_at AS since, expires_at AS until, coalesce(user_agent, '') AS device FROM identity_session
   WHERE user_id = $1 ORDER BY created_at, id`
const passkeys = `
  SELECT coalesce(name, '') AS name, created_at AS since FROM identity_passkey WHERE user_id = $1 ORDER BY created_at, id`

/** What we keep of a person's own account, without what proves that they are themselves. */
export async function exportAccount(sql: Sql, { actor }: Pick<SignedIn, 'actor'>): Promise<object> {
  const [own] = await sql.query(person, [actor.id])
  return {
    ...own,
    roles: await sql.query(roles, [actor.id]),
    sessions: await sql.query(sessions, [actor.id]),
    passkeys: await sql.query(passkeys, [actor.id]),
  }
}
