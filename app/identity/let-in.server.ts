import type { Database } from '~/platform/db.server'
import type { Knock } from './enter.server'
import type { Identity } from './identity.server'
import { placeAfterSignIn } from './internal/place-after-sign-in.server'
import { openSession } from './open-session.server'

/**
 * Opens a session for somebody who has proved to be `personId`, ends the one that this browser came with, and says where to
 * go on. The session is always a new one: a cookie that was planted before never becomes a signed-in one. Whoever signs in
 * once more keeps the second factor that this browser has proved. Null for a closed account.
 */
export async function letIn(
  { identity, db }: { identity: Identity; db: Database },
  { request, address }: Knock,
  personId: string,
  to: unknown,
): Promise<{ headers: Headers; to: string } | null> {
  const before = await identity.signedIn(request, address)
  const secondFactor = before?.actor.id === personId && before.secondFactorProved
  const headers = await openSession(identity, personId, { secondFactor, request })
  if (!headers) return null
  if (before) await db.query('DELETE FROM identity_session WHERE id = $1', [before.sessionId])
  return { headers, to: await placeAfterSignIn(db, request, personId, to) }
}
