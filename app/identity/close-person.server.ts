import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

/** The account if it is open, and whether the house would be without an administrator. */
const look = `
  SELECT u.id, EXISTS (SELECT FROM identity_grant g WHERE g.user_id = u.id AND g.role = 'administrator' AND g.revoked_at IS NULL
                          AND g.valid_until IS NULL AND g.stands_in_for IS NULL)
               AND identity_no_other_administrator(u.id) AS last
    FROM identity_user u WHERE u.id = $1 AND u.closed_at IS NULL`
/** Closing comes first: what is left of the rights is then nobody's, and the last administrator has been asked for. */
const close = 'UPDATE identity_user SET closed_at = now(), updated_at = now() WHERE id = $1'
const endSessions = 'DELETE FROM identity_session WHERE user_id = $1'
const takeRoles = `
  UPDATE identity_grant SET revoked_at = now(), revoked_by = $2 WHERE user_id = $1 AND revoked_at IS NULL RETURNING role, scope`

/**
 * Closes the account of somebody who has left: signed out everywhere at once, every role taken back. What they did stays in
 * the trail under their name. Refuses `not-allowed`, `unknown-person` (also one closed already), `last-administrator`.
 */
export async function closePerson(
  tx: Sql,
  by: Actor,
  personId: string,
  note = '',
): Promise<Outcome<object, 'not-allowed' | 'unknown-person' | 'last-administrator'>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  const [person] = await tx.query<{ last: boolean }>(look, [personId])
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.last) return { ok: false, reason: 'last-administrator' }
  await tx.query(close, [personId])
  const roles = await tx.query(takeRoles, [personId, by.id])
  await tx.query(endSessions, [personId])
  const subject = { kind: 'person', id: personId }
  const after = { state: 'closed' }
  await recordAct(tx, { by, action: 'person.close', subject, before: { state: 'open', roles }, after, note })
  return { ok: true }
}
