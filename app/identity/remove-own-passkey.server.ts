import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { recordOwnAct } from './record-own-act.server'

const lockPerson = 'SELECT id FROM identity_user WHERE id = $1 FOR UPDATE'
const hasOther = `
  SELECT EXISTS (SELECT FROM identity_passkey WHERE user_id = $1 AND id <> $2)
      OR EXISTS (SELECT FROM identity_two_factor WHERE user_id = $1 AND verified) AS other`
const remove = 'DELETE FROM identity_passkey WHERE user_id = $1 AND id = $2 RETURNING id'

/**
 * Takes one's own passkey away; ask for a recent sign-in first (`enterRecently`). Refuses `unknown-passkey`, also for somebody
 * else's, `needed` (a role asks for a second factor and this is the last one), and `prove-first` in a session that has not proved a second factor: else a stolen password could take the passkey
 * away and bring a factor of its own.
 */
export async function removeOwnPasskey(
  db: Database,
  signedIn: Pick<SignedIn, 'actor' | 'secondFactorProved' | 'secondFactorNeeded'>,
  id: string,
): Promise<Outcome<object, 'unknown-passkey' | 'prove-first' | 'needed'>> {
  if (!signedIn.secondFactorProved) return { ok: false, reason: 'prove-first' }
  return db.transaction(async (tx) => {
    await tx.query(lockPerson, [signedIn.actor.id])
    const [factors] = await tx.query<{ other: boolean }>(hasOther, [signedIn.actor.id, id])
    if (signedIn.secondFactorNeeded && !factors!.other) return { ok: false, reason: 'needed' }
    const [row] = await tx.query(remove, [signedIn.actor.id, id])
    if (!row) return { ok: false, reason: 'unknown-passkey' }
    await recordOwnAct(tx, signedIn, 'account.passkey-removed')
    return { ok: true }
  })
}
