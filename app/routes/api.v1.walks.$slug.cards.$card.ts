import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusedJson } from '~/platform/public-json.server'
import { readCardId } from '~/walks/card-id'
import { giveCard } from '~/walks/give-card.server'
import { publicWalk } from '~/walks/public-walk.server'

/** A card's stamps, for the phone whose storage was cleared. The card's id is the key to it; nobody guesses 80 bits. */
export async function loader({ params, context: { house, address } }: LoaderFunctionArgs) {
  const wait = await house.limits.cardsByAddress.take(address)
  if (wait) return refusedJson(429, 'too-many', `Ask again in ${wait} seconds.`, wait)
  const walk = await publicWalk(house, params.slug!)
  const id = readCardId(params.card!)
  const card = walk && id && (await giveCard(house.db, walk.plan.campaign, id))
  if (!card) return refusedJson(404, 'unknown-card', 'This walk has no such card.')
  return Response.json(card, { headers: { 'Cache-Control': 'private, no-store' } })
}
