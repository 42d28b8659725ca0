import type { LoaderFunctionArgs } from '@remix-run/node'
import { findOldPublished } from '~/disclosures/old/find-old-published.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** What was frozen of an old disclosure, byte for byte: its SHA-256 stands in the public log. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const found = await findOldPublished(house.db, { project: params.key!, period: params.period! })
  if (!found) return refusedJson(404, 'not-published', 'Nothing is published there.')
  return publicJson(request, null, { text: found.frozen, etag: `"${found.hash}"` })
}
