import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

/** Signs a person out of every browser: a phone was lost. Refuses `not-allowed`, `unknown-person`. */
export async function endAllSessions(
  tx: Sql,
  by: Actor,
  personId: string,
): Promise<Outcome<{ ended: number }, 'not-allowed' | 'unknown-person'>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  const [known] = await tx.query('SELECT id FROM identity_user WHERE id = $1', [personId])
  if (!known) return { ok: false, reason: 'unknown-person' }
  const gone = await tx.query('DELETE FROM identity_session WHERE user_id = $1 RETURNING id', [personId])
  const subject = { kind: 'person', id: personId }
  const before = { sessions: gone.length }
  await recordAct(tx, { by, action: 'person.sign-out', subject, before, after: { sessions: 0 } })
  return { ok: true, ended: gone.length }
}
