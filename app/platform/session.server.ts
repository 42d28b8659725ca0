import { randomUUID } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import type { Config } from './config.server'

/**
 * A visitor's session: a random id in a signed cookie (HttpOnly, SameSite=Lax, Secure over https), set with the first
 * form that is posted; plain pages set no cookie, so that caches may keep them. It only serves to limit rates.
 */
export function openSessions(config: Pick<Config, 'SESSION_SECRET' | 'PUBLIC_URL'>) {
  const secure = config.PUBLIC_URL.startsWith('https:')
  const cookie = createCookie(secure ? '__Host-shanxing' : 'shanxing', {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: 30 * 24 * 3600,
    secrets: [config.SESSION_SECRET],
  })
  return {
    /** The session of this request, new when it has none, and the header that keeps it. */
    async of(request: Request): Promise<{ id: string; setCookie: string }> {
      const kept: unknown = await cookie.parse(request.headers.get('Cookie'))
      const id = typeof kept === 'string' && /^[0-9a-f-]{36}$/.test(kept) ? kept : randomUUID()
      return { id, setCookie: await cookie.serialize(id) }
    },
  }
}
export type Sessions = ReturnType<typeof openSessions>
