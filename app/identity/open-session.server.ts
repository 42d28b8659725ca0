import type { Identity } from './identity.server'

/**
 * Signs in a person whom a link of ours has recognised; answers the headers with the session's cookie, or null when there
 * is no such person, or their account is closed. It is a new session whatever cookie the browser came with. `secondFactor` only where the link itself stands for one.
 */
export async function openSession(
  { library }: Identity,
  userId: string,
  { secondFactor = false, request }: { secondFactor?: boolean; request?: Request } = {},
): Promise<Headers | null> {
  const { response, headers } = await library.api.openSession({
    body: { userId, secondFactor },
    headers: deviceOf(request),
    returnHeaders: true,
  })
  return response ? headers : null
}

/** Only what names the device in the list of sessions: a cookie that came along must mean nothing here. */
const deviceOf = (request?: Request) =>
  new Headers({ 'user-agent': (request?.headers.get('user-agent') ?? '').slice(0, 300) })
