import type { ActionFunctionArgs } from '@remix-run/node'
import { carriedLatePass } from '~/identity/find-late-pass.server'
import { refusedJson } from '~/platform/public-json.server'
import { keepGateScans } from '~/walks/keep-gate-scans.server'
import { scanBatch } from '~/walks/scan-batch'

/** Only scans are sent here: by volunteers' phones, also after their pass has ended (docs/event-day.md). */
export const loader = () => refusedJson(405, 'post-only', 'Scans are sent here by POST.')

const statusOf = { 'not-allowed': 404, 'pass-over': 410, 'unknown-walk': 404, 'not-yours': 409 } as const

/** One answer for each scan, in order, and the server's clock. What was answered `kept` is committed. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const now = house.now()
  const carried = await carriedLatePass(house.db, { request, address }, house.config, now)
  if (!carried.ok) return refusedJson(403, carried.reason, 'This phone carries no pass.')
  const { success, data: batch } = scanBatch.safeParse(await request.json().catch(() => null))
  if (!success || !batch.device)
    return refusedJson(400, 'not-understood', 'A batch has sentAt, device and up to 100 scans.')
  const wait = await house.limits.scansByPass.takeMany(carried.pass.id, Math.max(1, batch.scans.length))
  if (wait) return refusedJson(429, 'too-many', `Send again in ${wait} seconds.`, wait)
  const sent = { ...batch, device: batch.device }
  const kept = await keepGateScans(house.db, house.walks, carried.actor, carried, sent, now.getTime())
  if (!kept.ok) return refusedJson(statusOf[kept.reason], kept.reason, 'Nothing was kept.')
  return Response.json(
    { answers: kept.answers, now: now.getTime() },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}
