import type { LoaderFunctionArgs } from '@remix-run/node'
import { askedVersion, findPublished } from '~/disclosures/publication/find-published.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** What was frozen, byte for byte: its SHA-256 stands in the public log. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const version = askedVersion(new URL(request.url).searchParams)
  const asked = { project: params.key!, period: params.period!, version }
  const found = await findPublished(house.db, asked)
  if (!found) return refusedJson(404, 'not-published', 'Nothing is published there.')
  return publicJson(request, null, { text: found.frozen, etag: `"${found.hash}"` })
}
