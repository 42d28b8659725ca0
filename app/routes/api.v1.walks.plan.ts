import type { LoaderFunctionArgs } from '@remix-run/node'
import { readLetters } from '~/platform/code-letters'
import { publicJson, refusedJson } from '~/platform/public-json.server'
import { findCampaignOfChain } from '~/walks/find-campaign-of-chain.server'
import { publicWalk } from '~/walks/public-walk.server'

/** The plan of the walk that a code belongs to: `?chain=` says which, the first six letters of the code. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const wait = await house.limits.cardsByAddress.take(address)
  if (wait) return refusedJson(429, 'too-many', `Ask again in ${wait} seconds.`, wait)
  const chain = readLetters(new URL(request.url).searchParams.get('chain') ?? '', 6)
  const campaign = chain && (await findCampaignOfChain(house.db, chain))
  const walk = campaign ? await publicWalk(house, campaign) : null
  if (!walk) return refusedJson(404, 'unknown-chain', 'No public walk has this code.')
  return publicJson(request, walk.plan)
}
