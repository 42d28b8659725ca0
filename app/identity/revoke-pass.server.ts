import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

interface Row {
  campaign: string
  place: string
  label: string
  validOn: string
  phones: number
}
const lock = `
  SELECT campaign, place, label, valid_on AS "validOn", phones FROM identity_pass
   WHERE id = $1::uuid AND revoked_at IS NULL FOR UPDATE`
const revoke = 'UPDATE identity_pass SET revoked_at = now(), revoked_by = $2 WHERE id = $1::uuid'

/**
 * Takes a pass back: every phone that carries it can do nothing with its next request. Refuses `unknown-pass` (also one that
 * is taken back already, or belongs to a campaign that is none of `by`'s business).
 */
export async function revokePass(tx: Sql, by: Actor, id: string): Promise<Outcome<object, 'unknown-pass'>> {
  const [pass] = isUuid(id) ? await tx.query<Row>(lock, [id]) : []
  if (!pass || !can(by, 'pass.change', { campaign: pass.campaign }))
    return { ok: false, reason: 'unknown-pass' }
  await tx.query(revoke, [id, by.id])
  await recordAct(tx, { by, action: 'pass.revoke', subject: { kind: 'pass', id }, before: pass })
  return { ok: true }
}
