import type { Database } from '~/platform/db.server'
import type { Identity, SignedIn } from './identity.server'
import { openSession } from './open-session.server'

/** Long enough for the answer that is drawn with the old session; it has no second factor and never gets one. */
const leaveSoon = `
  UPDATE identity_session SET expires_at = least(expires_at, now() + interval '20 seconds') WHERE id = $1`

/**
 * A new session in place of the one that has just proved its second factor: whoever knew the old token gains nothing by it,
 * and seconds later it is dead. Answers the headers with its cookie, or null when the account was closed meanwhile.
 */
export async function renewSession(
  db: Database,
  identity: Identity,
  { actor, sessionId }: Pick<SignedIn, 'actor' | 'sessionId'>,
  request: Request,
): Promise<Headers | null> {
  const headers = await openSession(identity, actor.id, { secondFactor: true, request })
  await db.query(leaveSoon, [sessionId])
  return headers
}
