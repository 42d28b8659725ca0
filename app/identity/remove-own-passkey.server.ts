import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { recordOwnAct } from './record-own-act.server'

const remove = 'DELETE FROM identity_passkey WHERE user_id = $1 AND id = $2 RETURNING id'

/**
 * Takes one's own passkey away; ask for a recent sign-in first (`enterRecently`). Refuses `unknown-passkey`, also for somebody
 * else's, and `prove-first` in a session that has not proved a second factor: else a stolen password could take the passkey
 * away and bring a factor of its own.
 */
export async function removeOwnPasskey(
  db: Database,
  signedIn: Pick<SignedIn, 'actor' | 'secondFactorProved'>,
  id: string,
): Promise<Outcome<object, 'unknown-passkey' | 'prove-first'>> {
  if (!signedIn.secondFactorProved) return { ok: false, reason: 'prove-first' }
  return db.transaction(async (tx) => {
    const [row] = await tx.query(remove, [signedIn.actor.id, id])
    if (!row) return { ok: false, reason: 'unknown-passkey' }
    await recordOwnAct(tx, signedIn, 'account.passkey-removed')
    return { ok: true }
  })
}
