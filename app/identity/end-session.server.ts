import type { Identity } from './identity.server'

/** Signs this browser out; answers the headers that take its cookie away. */
export async function endSession({ library }: Identity, request: Request): Promise<Headers> {
  const { headers } = await library.api.signOut({ headers: request.headers, returnHeaders: true })
  return headers
}
