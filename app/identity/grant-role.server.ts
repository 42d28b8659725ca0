import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'
import { type AccountRole, accountRoles, everywhere, isScopeOf } from './role'

export interface GrantInput {
  personId: string
  role: AccountRole
  /** `*` or a slug; roles without a scope take `*` only. */
  scope?: string
  /** The account for whom this person stands in meanwhile; needs `validUntil`. */
  standsInFor?: string
  validUntil?: Date
}

export type GrantRefusal =
  | 'not-allowed'
  | 'to-oneself'
  | 'invalid-scope'
  | 'end-missing'
  | 'end-passed'
  | 'unknown-person'
  | 'nothing-to-stand-in-for'

const insertGrant = `
  INSERT INTO identity_grant (user_id, role, scope, stands_in_for, granted_by, valid_until) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (user_id, role, scope, coalesce(stands_in_for, '')) WHERE revoked_at IS NULL DO NOTHING RETURNING id`
/** A right that has ended leaves its place to a new one. */
const putAway = `
  UPDATE identity_grant SET revoked_at = valid_until WHERE user_id = $1 AND role = $2 AND scope = $3
     AND coalesce(stands_in_for, '') = coalesce($4, '') AND revoked_at IS NULL AND valid_until <= now()`
const hasItself = `
  SELECT id FROM identity_grant WHERE user_id = $1 AND role = $2 AND scope IN ($3, '*') AND stands_in_for IS NULL
     AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now()) LIMIT 1`

/**
 * Gives a role. Having it already changes nothing (`created: false`). A stand-in gets, until a day, what another person has.
 * Refuses `not-allowed`, `to-oneself` (nobody makes more of themselves), `invalid-scope`, `end-missing`, `end-passed`,
 * `unknown-person` (also a closed account), `nothing-to-stand-in-for`.
 */
export async function grantRole(
  tx: Sql,
  by: Actor,
  { personId, role, scope = everywhere, standsInFor, validUntil }: GrantInput,
): Promise<Outcome<{ created: boolean }, GrantRefusal>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  if (by.id === personId) return { ok: false, reason: 'to-oneself' }
  if (!accountRoles.includes(role) || !isScopeOf(role, scope)) return { ok: false, reason: 'invalid-scope' }
  if (standsInFor && !validUntil) return { ok: false, reason: 'end-missing' }
  if (validUntil && validUntil <= new Date()) return { ok: false, reason: 'end-passed' }
  const people = [personId, ...(standsInFor ? [standsInFor] : [])]
  const known = await tx.query(
    'SELECT id FROM identity_user WHERE id = ANY ($1::text[]) AND closed_at IS NULL FOR SHARE',
    [people],
  )
  if (known.length !== people.length) return { ok: false, reason: 'unknown-person' }
  if (standsInFor && !(await tx.query(hasItself, [standsInFor, role, scope])).length) {
    return { ok: false, reason: 'nothing-to-stand-in-for' }
  }
  await tx.query(putAway, [personId, role, scope, standsInFor ?? null])
  const values = [personId, role, scope, standsInFor ?? null, by.id, validUntil ?? null]
  const [made] = await tx.query(insertGrant, values)
  if (!made) return { ok: true, created: false }
  const after = { role, scope, standsInFor, validUntil }
  await recordAct(tx, { by, action: 'role.grant', subject: { kind: 'person', id: personId }, after })
  return { ok: true, created: true }
}
