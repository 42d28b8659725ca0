import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** What a sponsor's pot has matched of its cap. Apart from the totals: it is not the public's money. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const matching = await house.matching.find(params.slug!)
  if (!matching)
    return refusedJson(404, 'no-matching', 'No gifts of a public campaign with this slug are matched.')
  return publicJson(request, matching)
}
