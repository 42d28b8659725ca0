import type { LoaderFunctionArgs } from '@remix-run/node'
import { listRecentGifts } from '~/giving/list-recent-gifts.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** The newest confirmed gifts: names only by consent, messages only when approved. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const slug = params.slug!
  if (!(await house.live.find(slug))) {
    return refusedJson(404, 'unknown-campaign', 'There is no public campaign with this slug.')
  }
  return publicJson(request, await listRecentGifts(house.db, slug))
}
