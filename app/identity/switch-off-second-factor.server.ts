import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hasPasskey } from './has-passkey.server'
import type { SignedIn } from './identity.server'
import { recordOwnAct } from './record-own-act.server'

const lockPerson = 'SELECT id FROM identity_user WHERE id = $1 FOR UPDATE'
const remove = 'DELETE FROM identity_two_factor WHERE user_id = $1 RETURNING id'
const unmark = 'UPDATE identity_user SET two_factor_enabled = false, updated_at = now() WHERE id = $1'

/**
 * Switches one's own authenticator off; ask for a recent sign-in first (`enterRecently`). Refuses `needed` (a role asks for a
 * second factor and no passkey is one), `prove-first` (this session has proved none), `none`.
 */
export async function switchOffSecondFactor(
  db: Database,
  {
    actor,
    secondFactorProved,
    secondFactorNeeded,
  }: Pick<SignedIn, 'actor' | 'secondFactorProved' | 'secondFactorNeeded'>,
): Promise<Outcome<object, 'needed' | 'prove-first' | 'none'>> {
  if (!secondFactorProved) return { ok: false, reason: 'prove-first' }
  return db.transaction(async (tx) => {
    await tx.query(lockPerson, [actor.id])
    if (secondFactorNeeded && !(await hasPasskey(tx, { actor }))) return { ok: false, reason: 'needed' }
    const [row] = await tx.query(remove, [actor.id])
    if (!row) return { ok: false, reason: 'none' }
    await tx.query(unmark, [actor.id])
    await recordOwnAct(tx, { actor }, 'account.second-factor-off')
    return { ok: true }
  })
}
