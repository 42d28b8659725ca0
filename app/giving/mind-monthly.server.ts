import type { SubscriptionGateway } from '~/payments/subscription-gateway'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { askForMonthlyMail } from './internal/ask-for-monthly-mail.server'
import { settleMonthly } from './settle-monthly.server'
import { stopMonthly } from './stop-monthly.server'

const batchSize = 200
const closed = `
  SELECT m.id::text AS id FROM giving_monthly m JOIN campaigns_campaign c ON c.slug = m.campaign
   WHERE m.state IN ('active', 'past_due', 'paused') AND (c.state <> 'open' OR c.ends_on < $1::date) ORDER BY m.id LIMIT ${batchSize}`
/** Overdue by six hours, or not looked at for three days; and checkouts that nobody told the end of. */
const stale = `
  SELECT subscription_ref AS "subscriptionRef", checkout_ref AS "checkoutRef" FROM giving_monthly
   WHERE (state IN ('active', 'past_due', 'paused') AND subscription_ref IS NOT NULL
          AND (next_charge_at < $1::timestamptz - interval '6 hours' OR fetched_at < $1::timestamptz - interval '3 days'))
      OR (state = 'started' AND checkout_ref IS NOT NULL AND created_at < $1::timestamptz - interval '1 hour')
   ORDER BY fetched_at NULLS FIRST, id LIMIT ${batchSize}`
const cards = `
  UPDATE giving_monthly SET card_mailed_for = card_until WHERE id IN (
    SELECT id FROM giving_monthly WHERE state IN ('active', 'past_due', 'paused') AND card_until IS DISTINCT FROM card_mailed_for
       AND card_until IS NOT NULL AND card_until - interval '1 month' <= $1::date ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
  RETURNING id::text AS id`
/** A checkout that was never paid forgets its person after a month, as gifts do (docs/decisions/0012). */
const forget = `
  UPDATE giving_monthly SET donor_name = '', name_consent = false, contact_email = '', checkout_url = NULL
   WHERE contact_email <> '' AND end_reason = 'never-paid' AND created_at < $1::timestamptz - interval '30 days'`

/**
 * Work by the clock: ends what belongs to a campaign that takes no more gifts, looks again at what no event has told of, and writes
 * once to whoever's card ends within a month. Answers what was done.
 */
export async function mindMonthly(
  db: Database,
  gateway: SubscriptionGateway,
  now: Date,
): Promise<{ stopped: number; looked: number; cards: number }> {
  const done = { stopped: 0, looked: 0, cards: 0 }
  for (const { id } of await db.query<{ id: string }>(closed, [shanghaiDay(now)]))
    if ((await stopMonthly(db, gateway, { id }, 'campaign-closed')).ok) done.stopped++
  for (const { subscriptionRef, checkoutRef } of await db.query<Record<string, string | null>>(stale, [
    now,
  ])) {
    const hint = subscriptionRef ? { subscriptionRef } : { checkoutRef: checkoutRef! }
    if ((await settleMonthly(db, gateway, hint)).ok) done.looked++
  }
  done.cards = await db.transaction(async (tx) => {
    const ending = await tx.query<{ id: string }>(cards, [shanghaiDay(now)])
    for (const { id } of ending) await askForMonthlyMail(tx, { monthlyId: id, kind: 'card-ends' })
    return ending.length
  })
  await db.query(forget, [now])
  return done
}
