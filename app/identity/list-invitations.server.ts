import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { type InvitationState, invitationState } from './invitation'
import type { AccountRole } from './role'

export interface ListedInvitation {
  id: string
  email: string
  role: AccountRole
  scope: string
  state: InvitationState
  createdAt: Date
  expiresAt: Date
  invitedByName: string | null
  acceptedBy: string | null
}

type Row = Omit<ListedInvitation, 'state'> & { acceptedAt: Date | null; revokedAt: Date | null }
const page = `
  SELECT i.id, i.email, i.role, i.scope, i.created_at AS "createdAt", i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt",
         i.accepted_by AS "acceptedBy", i.revoked_at AS "revokedAt", u.name AS "invitedByName"
    FROM identity_invitation i LEFT JOIN identity_user u ON u.id = i.invited_by
   WHERE i.email <> '' AND ($1::uuid IS NULL
         OR (i.created_at, i.id) < (SELECT a.created_at, a.id FROM identity_invitation a WHERE a.id = $1::uuid))
   ORDER BY i.created_at DESC, i.id DESC LIMIT $2`

/** Invitations that went out by mail with where they stand at `now`, newest first; `next` is null on the last page. */
export async function listInvitations(
  sql: Sql,
  { after, limit = 50, now = new Date() }: { after?: string | null; limit?: number; now?: Date } = {},
): Promise<{ invitations: ListedInvitation[]; next: string | null }> {
  const rows = await sql.query<Row>(page, [after && isUuid(after) ? after : null, limit + 1])
  const invitations = rows.slice(0, limit).map(({ acceptedAt, revokedAt, ...row }) => ({
    ...row,
    state: invitationState({ acceptedAt, revokedAt, expiresAt: row.expiresAt }, now),
  }))
  return { invitations, next: rows.length > limit ? invitations.at(-1)!.id : null }
}
