import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import type { Database } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { findMonthly } from './find-monthly.server'
import { runs } from './monthly'

/**
 * Opens the provider's page for another card; the card counts once the provider tells of it (`settle-monthly`). Refuses `unknown`,
 * `not-running`, `unavailable`, `refused`.
 */
export async function renewCard(
  db: Database,
  gateway: SubscriptionGateway,
  { secret, locale, publicUrl }: { secret: string; locale: Locale; publicUrl: string },
): Promise<Outcome<{ url: string }, 'unknown' | 'not-running' | 'unavailable' | 'refused'>> {
  const monthly = await findMonthly(db, { secret })
  if (!monthly) return { ok: false, reason: 'unknown' }
  if (!runs(monthly.state) || !monthly.subscriptionRef) return { ok: false, reason: 'not-running' }
  const { subscriptionRef } = monthly
  const found = await gateway.fetchSubscription({ subscriptionRef })
  if (!found.ok) return { ok: false, reason: found.reason === 'unavailable' ? 'unavailable' : 'refused' }
  const page = `${publicUrl}${pathIn(locale, `/monthly/${secret}`)}`
  const opened = await gateway.openCardPage({
    subscriptionRef,
    customerRef: found.subscription.customerRef,
    locale,
    returnUrl: `${page}?done=card`,
    cancelUrl: page,
  })
  return opened.ok ? { ok: true, url: opened.url } : opened
}
