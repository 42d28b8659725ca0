import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findMonthly } from './find-monthly.server'
import { runs } from './monthly'
import { settleMonthly } from './settle-monthly.server'

/**
 * Pauses a monthly gift, or takes it up again: months within a pause are not charged, and not afterwards either. Done again it changes
 * nothing. Refuses `unknown`, `not-running`, `unavailable` (nothing has changed: try again), `refused`.
 */
export async function pauseMonthly(
  db: Database,
  gateway: SubscriptionGateway,
  { secret, pause }: { secret: string; pause: boolean },
): Promise<Outcome<object, 'unknown' | 'not-running' | 'unavailable' | 'refused'>> {
  const monthly = await findMonthly(db, { secret })
  if (!monthly) return { ok: false, reason: 'unknown' }
  if (!runs(monthly.state) || !monthly.subscriptionRef) return { ok: false, reason: 'not-running' }
  const { subscriptionRef } = monthly
  const done = await (pause ? gateway.pause(subscriptionRef) : gateway.resume(subscriptionRef))
  if (!done.ok) return done
  await settleMonthly(db, gateway, { subscriptionRef })
  return { ok: true }
}
