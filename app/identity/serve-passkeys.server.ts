import type { Database } from '~/platform/db.server'
import { isRecent, type Knock } from './enter.server'
import type { Identity, SignedIn } from './identity.server'
import { mayAddFactor } from './may-add-factor.server'
import { recordOwnAct } from './record-own-act.server'

const signingIn = 'passkey/verify-authentication'
const adding = 'passkey/verify-registration'
const served: Record<string, 'GET' | 'POST'> = {
  'passkey/generate-authenticate-options': 'GET',
  [signingIn]: 'POST',
  'passkey/generate-register-options': 'GET',
  [adding]: 'POST',
}
/** Asking for a challenge keeps a row; those that nobody answered go a few at a time. */
const forgetChallenges = `
  DELETE FROM identity_verification WHERE id IN (
    SELECT id FROM identity_verification WHERE expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED)`
const endSession = 'DELETE FROM identity_session WHERE id = $1'

/**
 * The sign-in library's own doors, of which only the four for passkeys are open; null for every other path. Adding a passkey
 * asks for a recent sign-in, and for a proved factor where the person has one: else 403. Signing in ends the session that the
 * browser came with. Answers tell scripts nothing of a session or of an account.
 */
export async function servePasskeys(
  { identity, db, now }: { identity: Identity; db: Database; now(): Date },
  { request, address }: Knock,
  path: string,
): Promise<Response | null> {
  if (!Object.hasOwn(served, path) || served[path] !== request.method) return null
  const before = await identity.signedIn(request, address)
  const isForAdding = path === adding || path.endsWith('register-options')
  if (isForAdding && !(before && (await mayAdd(db, before, now()))))
    return new Response(null, { status: 403 })
  const response = await identity.library.handler(await asTheLibraryReads(request, identity.library, path))
  if (request.method === 'GET') {
    await db.query(forgetChallenges)
    return response
  }
  if (!response.ok) return new Response(null, { status: 422 })
  if (before && path === adding) await recordOwnAct(db, before, 'account.passkey-added')
  if (before && path === signingIn) await db.query(endSession, [before.sessionId])
  return withoutBody(response.headers)
}

const mayAdd = async (db: Database, signedIn: SignedIn, now: Date) =>
  isRecent(signedIn, now) && (await mayAddFactor(db, signedIn))

/** The server has compared Origin already and taken it away; the library wants to see it. And only what is asked for goes in. */
async function asTheLibraryReads(request: Request, library: Identity['library'], path: string) {
  const headers = new Headers(request.headers)
  const { baseURL } = library.options
  headers.set('origin', new URL(baseURL).origin)
  const url = new URL(`/api/auth/${path}`, baseURL)
  if (request.method === 'GET') return new Request(url, { headers })
  headers.delete('content-length')
  const { response, name } = (await request.json().catch(() => null)) ?? {}
  const body = JSON.stringify({
    response,
    ...(typeof name === 'string' && name.trim() ? { name: name.trim().slice(0, 60) } : {}),
  })
  return new Request(url, { method: 'POST', headers, body })
}

function withoutBody(headers: Headers): Response {
  const kept = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' })
  for (const cookie of headers.getSetCookie()) kept.append('set-cookie', cookie)
  return new Response('{}', { headers: kept })
}
