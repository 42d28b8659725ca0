import type { Config } from '~/platform/config.server'
import { lateNewsSeconds, secondsLeftOfDay } from './pass'

type Site = Pick<Config, 'PUBLIC_URL'>
const isSecure = ({ PUBLIC_URL }: Site) => PUBLIC_URL.startsWith('https:')
const nameOf = (site: Site) => (isSecure(site) ? '__Host-shanxing-pass' : 'shanxing-pass')

/** The secret of the pass that this browser carries; empty when it carries none. */
export function passSecretOf(request: Request, site: Site): string {
  const start = `${nameOf(site)}=`
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length) ?? ''
}

/**
 * The header by which a phone carries a pass; no script can read it. The pass ends with its day in Asia/Shanghai
 * (`findPass`); the cookie lives three days longer, so that late news can still say from whom it comes (`findLatePass`).
 */
export const passCookie = (secret: string, site: Site, now = new Date()): string =>
  header(secret, secondsLeftOfDay(now) + lateNewsSeconds, site)

/** The header by which a phone puts its pass down. */
export const noPassCookie = (site: Site): string => header('', 0, site)

const header = (value: string, seconds: number, site: Site) =>
  `${nameOf(site)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure(site) ? '; Secure' : ''}`
