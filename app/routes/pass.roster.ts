import type { LoaderFunctionArgs } from '@remix-run/node'
import { carriedPass } from '~/identity/carried-pass.server'
import { refusedJson } from '~/platform/public-json.server'
import { findRoster } from '~/walks/find-roster.server'

/** Who walks and who was stamped at this pass's place: asked again by the volunteer's phone whenever there is a signal. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const carried = await carriedPass(house.db, { request, address }, house.config, house.now())
  if (!carried.ok) return refusedJson(403, carried.reason, 'This phone carries no pass that is good now.')
  const found = await findRoster(house.db, house.config, carried.actor, carried.pass)
  if (!found.ok) return refusedJson(404, found.reason, 'The pass names no place of a walk.')
  return Response.json(found.roster, { headers: { 'Cache-Control': 'private, no-store' } })
}
