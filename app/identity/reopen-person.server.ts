import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

/** Opens a closed account again, with no role: whoever came back is given one anew. Refuses `not-allowed`, `not-closed`. */
export async function reopenPerson(
  tx: Sql,
  by: Actor,
  personId: string,
): Promise<Outcome<object, 'not-allowed' | 'not-closed'>> {
  if (!can(by, 'person.change')) return { ok: false, reason: 'not-allowed' }
  const opened = await tx.query(
    `UPDATE identity_user SET closed_at = NULL, updated_at = now() WHERE id = $1 AND closed_at IS NOT NULL RETURNING id`,
    [personId],
  )
  if (!opened.length) return { ok: false, reason: 'not-closed' }
  const subject = { kind: 'person', id: personId }
  const [before, after] = [{ state: 'closed' }, { state: 'open' }]
  await recordAct(tx, { by, action: 'person.reopen', subject, before, after })
  return { ok: true }
}
