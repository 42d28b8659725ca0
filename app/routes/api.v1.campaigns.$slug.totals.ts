import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** A campaign's totals from memory: no query, tiny, cacheable. The live feed is beside it at /feed (entry.http.server.ts). */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const snapshot = await house.live.find(params.slug!)
  if (!snapshot) return refusedJson(404, 'unknown-campaign', 'There is no public campaign with this slug.')
  return publicJson(request, null, { text: snapshot.json, etag: snapshot.etag })
}
