import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { hashOfSecret, isSecret } from './internal/one-time-secret.server'
import type { AccountRole } from './role'

export interface OpenInvitation {
  id: string
  /** Empty for the first administrator's. */
  email: string
  role: AccountRole
  scope: string
  locale: Locale
  invitedBy: string | null
  invitedByName: string | null
}

/**
 * An invitation that can be accepted now: not used, not taken back, not too old, and whoever gave it may still give it. The
 * first administrator's is good only while there is none.
 */
export const openInvitation = `
  SELECT i.id, i.email, i.role, i.scope, i.locale, i.invited_by AS "invitedBy", u.name AS "invitedByName"
    FROM identity_invitation i LEFT JOIN identity_user u ON u.id = i.invited_by
   WHERE i.secret_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
     AND CASE WHEN i.email = '' THEN identity_no_other_administrator('')
              ELSE i.invited_by = 'software' OR EXISTS (
                SELECT FROM identity_grant g JOIN identity_user b ON b.id = g.user_id
                 WHERE g.user_id = i.invited_by AND g.role = 'administrator' AND g.revoked_at IS NULL
                   AND (g.valid_until IS NULL OR g.valid_until > now()) AND b.closed_at IS NULL) END`

/** The invitation behind a link, without using it up: mail programs follow links by themselves. Null when it is not good. */
export async function findInvitation(sql: Sql, secret: string): Promise<OpenInvitation | null> {
  if (!isSecret(secret)) return null
  const [found] = await sql.query<OpenInvitation>(openInvitation, [hashOfSecret(secret)])
  return found ?? null
}
