import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { AccountRole } from './role'

/** One role that a person has or had. */
export interface GrantRecord {
  id: string
  role: AccountRole
  scope: string
  standsInFor: string | null
  grantedBy: string
  grantedAt: Date
  validUntil: Date | null
  revokedBy: string | null
  revokedAt: Date | null
  live: boolean
}

export interface Person {
  id: string
  name: string
  email: string
  locale: Locale
  createdAt: Date
  closedAt: Date | null
  /** An authenticator app or a passkey. */
  secondFactor: boolean
  /** Browsers that are signed in now. */
  sessions: number
  grants: GrantRecord[]
}

const findOne = `
  SELECT u.id, u.name, u.email, u.locale, u.created_at AS "createdAt", u.closed_at AS "closedAt",
         (coalesce(u.two_factor_enabled, false) OR EXISTS (SELECT FROM identity_passkey k WHERE k.user_id = u.id)) AS "secondFactor",
         (SELECT count(*)::int FROM identity_session s WHERE s.user_id = u.id AND s.expires_at > now()) AS sessions
    FROM identity_user u WHERE u.id = $1`
const grantsOf = `
  SELECT g.id, g.role, g.scope, s.name AS "standsInFor", coalesce(b.name, '') AS "grantedBy", g.granted_at AS "grantedAt",
         g.valid_until AS "validUntil", r.name AS "revokedBy", g.revoked_at AS "revokedAt",
         g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now()) AS live
    FROM identity_grant g
    LEFT JOIN identity_user s ON s.id = g.stands_in_for
    LEFT JOIN identity_user b ON b.id = g.granted_by
    LEFT JOIN identity_user r ON r.id = g.revoked_by
   WHERE g.user_id = $1 ORDER BY live DESC, g.granted_at DESC, g.id LIMIT 200`

/** One account with every role it has or had, the live ones first (200 at most); null when there is none. */
export async function findPerson(sql: Sql, id: string): Promise<Person | null> {
  const [person] = await sql.query<Omit<Person, 'grants'>>(findOne, [id])
  return person ? { ...person, grants: await sql.query<GrantRecord>(grantsOf, [id]) } : null
}
