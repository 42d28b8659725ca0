import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'
import type { AccountRole } from './role'

interface Row {
  userId: string
  role: AccountRole
  scope: string
  standsInFor: string | null
  lasting: boolean
}
const lockGrant = `
  SELECT user_id AS "userId", role, scope, stands_in_for AS "standsInFor", valid_until IS NULL AND stands_in_for IS NULL AS lasting
    FROM identity_grant WHERE id = $1::uuid AND revoked_at IS NULL FOR UPDATE`

/**
 * Takes a role away: it is gone with that person's next request. Administrators do, and everybody may lay down their own.
 * Refuses `unknown-grant` (also one that is gone already, or is none of the asker's business), `last-administrator`.
 */
export async function revokeRole(
  tx: Sql,
  by: Actor,
  grantId: string,
): Promise<Outcome<{ personId: string }, 'unknown-grant' | 'last-administrator'>> {
  const [grant] = isUuid(grantId) ? await tx.query<Row>(lockGrant, [grantId]) : []
  if (!grant || !(grant.userId === by.id || can(by, 'person.change')))
    return { ok: false, reason: 'unknown-grant' }
  if (grant.role === 'administrator' && grant.lasting && (await isLastAdministrator(tx, grant.userId))) {
    return { ok: false, reason: 'last-administrator' }
  }
  const values = [grantId, by.id]
  await tx.query('UPDATE identity_grant SET revoked_at = now(), revoked_by = $2 WHERE id = $1::uuid', values)
  const { role, scope, standsInFor } = grant
  await recordAct(tx, {
    by,
    action: 'role.revoke',
    subject: { kind: 'person', id: grant.userId },
    before: { role, scope, ...(standsInFor && { standsInFor }) },
  })
  return { ok: true, personId: grant.userId }
}

/** Whether nobody else administers the house for good; two who ask at once take turns (a database function, also behind triggers). */
async function isLastAdministrator(tx: Sql, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ so: boolean }>('SELECT identity_no_other_administrator($1) AS so', [
    personId,
  ])
  return row!.so
}
