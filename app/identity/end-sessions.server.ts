import type { Database } from '~/platform/db.server'
import type { SignedIn } from './identity.server'
import { recordOwnAct } from './record-own-act.server'

const endOne = 'DELETE FROM identity_session WHERE user_id = $1 AND id = $2 RETURNING id'
const endOthers = 'DELETE FROM identity_session WHERE user_id = $1 AND id <> $2 RETURNING id'

/** Signs out one of a person's own devices, or with `others` all but this one; dead with their next request. Answers how many. */
export async function endSessions(
  db: Database,
  { actor, sessionId }: Pick<SignedIn, 'actor' | 'sessionId'>,
  which: { id: string } | 'others',
): Promise<number> {
  return db.transaction(async (tx) => {
    const ended =
      which === 'others'
        ? await tx.query(endOthers, [actor.id, sessionId])
        : await tx.query(endOne, [actor.id, which.id])
    if (ended.length > 0) await recordOwnAct(tx, { actor }, 'account.sign-out', { sessions: ended.length })
    return ended.length
  })
}
