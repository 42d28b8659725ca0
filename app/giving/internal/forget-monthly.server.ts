import type { Sql } from '~/platform/db.server'

const forget = `
  WITH m AS (
    UPDATE giving_monthly SET donor_name = '', name_consent = false, contact_email = '', checkout_url = NULL
     WHERE contact_email <> '' AND lower(contact_email) = lower($1) RETURNING id, state
  ), r AS (DELETE FROM giving_gift_reminder WHERE lower(contact_email) = lower($1))
  INSERT INTO platform_outbox (topic, payload)
  SELECT 'stop-monthly', jsonb_build_object('monthlyId', id) FROM m WHERE state IN ('active', 'past_due', 'paused')`

/**
 * Takes a donor out of their monthly gifts and reminders, in the transaction that erases them. What still runs is stopped by a job:
 * nobody could tell them of the next charge.
 */
export async function forgetMonthly(tx: Sql, email: string): Promise<void> {
  await tx.query(forget, [email])
}
