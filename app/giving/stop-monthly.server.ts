import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findMonthly, type MonthlyKey } from './find-monthly.server'
import { runs } from './monthly'
import { settleMonthly } from './settle-monthly.server'

const why = `UPDATE giving_monthly SET end_reason = $2 WHERE id = $1::uuid AND state <> 'ended'`

/**
 * Ends a monthly gift for good: nothing is charged any more, not what is past due either. Stopped again it stays stopped. Whoever has
 * its link may, and the clock when its campaign has ended. Refuses `unknown`, `not-running` (its first charge is not paid),
 * `unavailable` (nothing has changed: try again), `refused`.
 */
export async function stopMonthly(
  db: Database,
  gateway: SubscriptionGateway,
  key: MonthlyKey,
  reason: 'donor' | 'campaign-closed' = 'donor',
): Promise<Outcome<object, 'unknown' | 'not-running' | 'unavailable' | 'refused'>> {
  const monthly = await findMonthly(db, key)
  if (!monthly) return { ok: false, reason: 'unknown' }
  if (monthly.state === 'ended') return { ok: true }
  if (!runs(monthly.state) || !monthly.subscriptionRef) return { ok: false, reason: 'not-running' }
  const { id, subscriptionRef } = monthly
  // First: the provider's own word of it may overtake our answer.
  await db.query(why, [id, reason])
  const done = await gateway.stop(subscriptionRef)
  if (!done.ok) {
    await db.query(why, [id, null])
    return done
  }
  await settleMonthly(db, gateway, { subscriptionRef })
  return { ok: true }
}
