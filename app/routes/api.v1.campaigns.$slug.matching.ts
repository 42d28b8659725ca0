import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** What a sponsor's pot has matched of its cap; null where nothing is matched. Apart from the totals: it is not the public's money. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const slug = params.slug!
  if (!(await house.live.find(slug)))
    return refusedJson(404, 'unknown-campaign', 'There is no public campaign with this slug.')
  return publicJson(request, await house.matching.find(slug))
}
