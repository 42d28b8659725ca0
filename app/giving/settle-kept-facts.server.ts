import type { Sql } from '~/platform/db.server'

/**
 * How long an order may be sent again with its idempotency key: providers forget keys after a day, and then the same order would
 * be a second refund. What is older is a person's business: the job that gave up has been alerted.
 */
const sendAgain = `
  WITH again AS (
    UPDATE giving_refund SET tried_at = clock_timestamp()
     WHERE state = 'asked' AND coalesce(tried_at, asked_at) < clock_timestamp() - interval '30 minutes'
       AND asked_at > clock_timestamp() - interval '20 hours' RETURNING id
  )
  INSERT INTO platform_outbox (topic, payload) SELECT 'send-refund', jsonb_build_object('refundId', id) FROM again`

/**
 * Work by the clock: takes up what the provider told of money back before we knew of its payment, alerts what no payment has come
 * for, and asks once more for refunds that a worker has lost.
 */
export async function settleKeptFacts(sql: Sql): Promise<void> {
  await sql.query('SELECT giving_settle_kept(NULL)')
  await sql.query(sendAgain)
}
