import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

const revoke = `
  UPDATE identity_invitation SET revoked_at = now() WHERE id = $1::uuid AND accepted_at IS NULL AND revoked_at IS NULL
  RETURNING role, scope`

/** Takes an invitation back: its link opens nothing any more. Refuses `not-allowed`, `not-waiting` (used, taken back, unknown). */
export async function revokeInvitation(
  tx: Sql,
  by: Actor,
  id: string,
): Promise<Outcome<object, 'not-allowed' | 'not-waiting'>> {
  if (!can(by, 'person.invite')) return { ok: false, reason: 'not-allowed' }
  const [row] = isUuid(id) ? await tx.query<{ role: string; scope: string }>(revoke, [id]) : []
  if (!row) return { ok: false, reason: 'not-waiting' }
  await recordAct(tx, {
    by,
    action: 'person.uninvite',
    subject: { kind: 'invitation', id },
    before: { role: row.role, scope: row.scope },
  })
  return { ok: true }
}
