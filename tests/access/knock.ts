import { formHeaders } from '../http/donor'
import type { Site } from '../http/site'
import type { Row } from './table'

export interface Answer {
  /** As the table writes it: a status; `in` and `2fa` for the ways to the sign-in page and to the second factor. */
  code: string
  body: string
  type: string
}

const codeOf = (status: number, location: string | null) => {
  if (location && /^(\/en)?\/sign-in\?to=/.test(location)) return 'in'
  if (location && /^(\/en)?\/account\/second-factor\?to=/.test(location)) return '2fa'
  return String(status)
}

/** Asks the server as a browser without scripts does. */
export async function knock(
  site: Site,
  row: Pick<Row, 'method' | 'path' | 'fields'>,
  cookie = '',
): Promise<Answer> {
  const response = await fetch(site.url + row.path, {
    method: row.method,
    redirect: 'manual',
    headers: row.method === 'GET' ? { Cookie: cookie } : formHeaders(site, cookie),
    body: row.method === 'GET' ? undefined : new URLSearchParams(row.fields).toString(),
  })
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('event-stream')) {
    await response.body?.cancel()
    return { code: String(response.status), body: '', type }
  }
  const body = await response.text()
  return { code: codeOf(response.status, response.headers.get('location')), body, type }
}

/**
 * Asks for one route's data alone, as a page with scripts does when it knows how: only that loader runs, so that no
 * layout above it keeps the door.
 */
export async function knockForData(site: Site, path: string, routeId: string, cookie = ''): Promise<string> {
  const [address, search = ''] = path.split('?')
  const query = new URLSearchParams(search)
  query.set('_routes', routeId)
  const response = await fetch(`${site.url}${address}.data?${query}`, {
    redirect: 'manual',
    headers: { Cookie: cookie },
  })
  const body = await response.text()
  if (response.status !== 202) return String(response.status)
  const location = /"(\/(?:en\/)?(?:sign-in|account\/second-factor)\?to=[^"]*)"/.exec(body)?.[1] ?? null
  return codeOf(response.status, location)
}
