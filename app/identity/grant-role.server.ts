import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'
import { type AccountRole, accountRoles, everywhere, scopeOf } from './role'

export interface GrantInput {
  personId: string
  role: AccountRole
  /** `*` or a slug; roles without a scope take `*` only. */
  scope?: string
  /** The account for whom this person stands in meanwhile. */
  standsInFor?: string
  validUntil?: Date
}

const insertGrant = `
  INSERT INTO identity_grant (user_id, role, scope, stands_in_for, granted_by, valid_until) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (user_id, role, scope, coalesce(stands_in_for, '')) WHERE revoked_at IS NULL DO NOTHING RETURNING id`

/** Gives a role. Having it already changes nothing (`created: false`). Refuses `not-allowed`, `invalid-scope`, `unknown-person`. */
export async function grantRole(
  tx: Sql,
  by: Actor,
  { personId, role, scope = everywhere, standsInFor, validUntil }: GrantInput,
): Promise<Outcome<{ created: boolean }, 'not-allowed' | 'invalid-scope' | 'unknown-person'>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  const scoped = scopeOf[role] !== undefined
  if (
    !accountRoles.includes(role) ||
    (scope !== everywhere && (!scoped || !/^[a-z0-9-]{1,64}$/.test(scope)))
  ) {
    return { ok: false, reason: 'invalid-scope' }
  }
  const people = [personId, ...(standsInFor ? [standsInFor] : [])]
  const known = await tx.query('SELECT id FROM identity_user WHERE id = ANY ($1::text[])', [people])
  if (known.length !== new Set(people).size) return { ok: false, reason: 'unknown-person' }
  const values = [personId, role, scope, standsInFor ?? null, by.id, validUntil ?? null]
  const [made] = await tx.query(insertGrant, values)
  if (!made) return { ok: true, created: false }
  const after = { role, scope, standsInFor, validUntil }
  await recordAct(tx, { by, action: 'role.grant', subject: { kind: 'person', id: personId }, after })
  return { ok: true, created: true }
}
