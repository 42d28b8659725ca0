import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { SignedIn } from './identity.server'
import { recordOwnAct } from './record-own-act.server'

const rename = 'UPDATE identity_passkey SET name = $3 WHERE user_id = $1 AND id = $2 RETURNING id'

/** Gives one's own passkey a name of 60 characters at most. Refuses `unknown-passkey`, also for somebody else's. */
export async function renameOwnPasskey(
  db: Database,
  signedIn: Pick<SignedIn, 'actor'>,
  { id, name }: { id: string; name: string },
): Promise<Outcome<object, 'unknown-passkey'>> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query(rename, [signedIn.actor.id, id, name.trim().slice(0, 60)])
    if (!row) return { ok: false, reason: 'unknown-passkey' }
    await recordOwnAct(tx, signedIn, 'account.passkey-renamed')
    return { ok: true }
  })
}
