import type { ActionFunctionArgs } from '@remix-run/node'
import { refusedJson } from '~/platform/public-json.server'
import { keepScans } from '~/walks/keep-scans.server'
import { publicWalk } from '~/walks/public-walk.server'
import { scanBatch } from '~/walks/scan-batch'

/** Only scans are sent here: by phones, as often as they like (docs/event-day.md). */
export const loader = () => refusedJson(405, 'post-only', 'Scans are sent here by POST.')

/** One answer for each scan, in order, and the server's clock. What was answered `kept` is committed. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const wait = await house.limits.scansByAddress.take(address)
  if (wait) return refusedJson(429, 'too-many', `Send again in ${wait} seconds.`, wait)
  const walk = await publicWalk(house, params.slug!)
  if (!walk) return refusedJson(404, 'unknown-walk', 'There is no public walk with this slug.')
  const batch = scanBatch.safeParse(await request.json().catch(() => null))
  if (!batch.success) return refusedJson(400, 'not-understood', 'A batch has sentAt and up to 100 scans.')
  const { sentAt, scans } = batch.data
  // Each scan of a heap counts as one that comes alone.
  const more = await house.limits.scansByAddress.takeMany(address, Math.max(0, scans.length - 1))
  if (more) return refusedJson(429, 'too-many', `Send again in ${more} seconds.`, more)
  const now = house.now().getTime()
  const answers = await keepScans(house.db, walk, { sentAt }, scans, now)
  return Response.json({ answers, now }, { headers: { 'Cache-Control': 'no-store' } })
}
