import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson, refusedJson } from '~/platform/public-json.server'
import { publicWalk } from '~/walks/public-walk.server'

/** A walk's plan, as phones keep it. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const walk = await publicWalk(house, params.slug!)
  if (!walk) return refusedJson(404, 'unknown-walk', 'There is no public walk with this slug.')
  return publicJson(request, walk.plan)
}
