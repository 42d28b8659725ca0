import type { ActionFunctionArgs } from '@remix-run/node'
import { carriedLatePass } from '~/identity/find-late-pass.server'
import { keepSales } from '~/market/keep-sales.server'
import { mostSalesInBatch } from '~/market/market-limits'
import { privateJson, refusedJson } from '~/platform/public-json.server'

const statusOf = { 'not-allowed': 403, 'pass-over': 410, invalid: 400, 'unknown-device': 409 }

/** What a stall's phone sold since it was last heard (`saleBatch`); each receipt is answered for itself. Also hours late. */
export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const now = house.now()
  const carried = await carriedLatePass(house.db, { request, address }, house.config, now)
  if (!carried.ok) return refusedJson(403, carried.reason, 'A stall volunteer carries a pass.')
  if (carried.pass.campaign !== params.slug)
    return refusedJson(403, 'not-allowed', 'The pass is for another campaign.')
  const batch: unknown = await request.json().catch(() => null)
  const wait = await house.limits.salesByPass.takeMany(carried.pass.id, Math.max(1, salesIn(batch)))
  if (wait) return refusedJson(429, 'too-many', `Send again in ${wait} seconds.`, wait)
  const kept = await keepSales(house.db, carried.actor, { ...carried, batch }, now)
  if (!kept.ok)
    return refusedJson(statusOf[kept.reason], kept.reason, 'The batch as a whole was not taken in.')
  const { answers, arrived, paid } = kept
  return privateJson({ answers, arrived, paid, now: now.getTime() })
}

/** A question whether something was paid counts as one receipt; whoever sends more than a batch may hold is refused for that. */
const salesIn = (batch: unknown): number =>
  batch !== null && typeof batch === 'object' && 'sales' in batch && Array.isArray(batch.sales)
    ? Math.min(batch.sales.length, mostSalesInBatch)
    : 1
