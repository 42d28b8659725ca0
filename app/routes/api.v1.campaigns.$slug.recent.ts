import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** The newest confirmed gifts: names only by consent, messages only when approved. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const gifts = await house.recent.find(params.slug!)
  if (!gifts) return refusedJson(404, 'unknown-campaign', 'There is no public campaign with this slug.')
  return publicJson(request, gifts)
}
