import { redirect } from '@remix-run/node'
import type { Database } from '~/platform/db.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import type { Knock } from './enter.server'
import type { Identity } from './identity.server'
import { openSession } from './open-session.server'
import { ownPath } from './own-path'

const hasRole = `
  SELECT 1 AS one FROM identity_grant
   WHERE user_id = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now()) LIMIT 1`

/** Where somebody who has just signed in goes on: where they were going, else to the desk, or to their own gifts. */
async function placeFor(db: Database, request: Request, personId: string, to: unknown): Promise<string> {
  const [role] = await db.query(hasRole, [personId])
  return ownPath(to, pathIn(localeOfPath(new URL(request.url).pathname), role ? '/desk' : '/account/gifts'))
}

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
  return { headers, to: await placeFor(db, request, personId, to) }
}

/** Leads a person who has signed in already past the sign-in pages, unless they are to sign in once more. */
export async function passIfSignedIn(
  { identity, db }: { identity: Identity; db: Database },
  { request, address }: Knock,
): Promise<void> {
  const signedIn = await identity.signedIn(request, address)
  if (!signedIn) return
  const { searchParams } = new URL(request.url)
  if (searchParams.has('again')) return
  throw redirect(await placeFor(db, request, signedIn.actor.id, searchParams.get('to')))
}
