import { createCookie } from '@remix-run/node'
import type { Config } from '~/platform/config.server'

/** A family pays for one party, seldom for more, in one browser. */
const mostKept = 4

/**
 * The links of the parties for whom this browser went to pay, in a signed cookie until it is closed: the way back from the
 * provider to the party's own page. The provider, the gift and its page know nothing of it.
 */
export function openPayingParties(config: Pick<Config, 'SESSION_SECRET' | 'PUBLIC_URL'>) {
  const secure = config.PUBLIC_URL.startsWith('https:')
  const cookie = createCookie(secure ? '__Host-shanxing-paying' : 'shanxing-paying', {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    secrets: [config.SESSION_SECRET],
  })
  const of = async (request: Request): Promise<string[]> => {
    const kept: unknown = await cookie.parse(request.headers.get('Cookie'))
    return Array.isArray(kept) ? kept.filter((secret) => typeof secret === 'string') : []
  }
  return {
    of,
    /** The header that keeps one more. */
    async and(request: Request, secret: string): Promise<string> {
      const others = (await of(request)).filter((kept) => kept !== secret)
      return cookie.serialize([secret, ...others].slice(0, mostKept))
    },
  }
}
