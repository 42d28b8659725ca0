import type { Database } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Gateway, OpenQuestion, ProviderEvent } from '../gateway'
import { alertFault, isLastingFault, type Settle, settleEvent } from './settle-event.server'

/** More are asked about in the next run: providers count how often we call. */
const mostQuestions = 200
const forgetAfterDays = 3

interface Row {
  about: 'payment' | 'refund'
  giftId: string
  refundId: string | null
  paymentRef: string | null
  fen: bigint
  since: Date
}
/**
 * What is due: first after the grace, then at ever longer distances (a third of how long it has been open), so that a payment page
 * which somebody closed is asked about a dozen times in all and not each minute.
 */
const due = (open: string) => `
  WITH due AS (
    SELECT o.*, coalesce(o.refund_id, o.gift_id) AS ref FROM ${open}($1) o
      LEFT JOIN payments_question q ON q.provider = $1 AND q.ref = coalesce(o.refund_id, o.gift_id)
     WHERE o.since <= $2::timestamptz - make_interval(secs => $3::float8 / 1000)
       AND (q.ref IS NULL OR $2::timestamptz - q.asked_at >= ($2::timestamptz - o.since) / 3)
     ORDER BY q.asked_at NULLS FIRST, o.since LIMIT ${mostQuestions}
  ), noted AS (
    INSERT INTO payments_question (provider, ref, asked_at) SELECT $1, ref, $2 FROM due
    ON CONFLICT (provider, ref) DO UPDATE SET asked_at = excluded.asked_at
  ), old AS (
    DELETE FROM payments_question WHERE provider = $1 AND asked_at < $2::timestamptz - interval '${forgetAfterDays} days'
  )
  SELECT about, gift_id AS "giftId", refund_id AS "refundId", payment_ref AS "paymentRef", fen, since FROM due`

/**
 * Asks the provider about what of ours is open there and settles what it answers as a webhook would have been. `lost`: answers that
 * a webhook should have brought. `away`: the provider stopped answering, or would not say something; that is asked the next time.
 */
export async function askAboutOpen(
  db: Database,
  gateway: Gateway,
  settle: Settle,
  { graceMs, now }: { graceMs: number; now: () => Date },
): Promise<{ read: number; failed: number; lost: ProviderEvent[]; away: boolean }> {
  if (!settle.open) throw new Error(`${gateway.provider} has to be asked, and nobody says what is open there`)
  const rows = await db.query<Row>(due(settle.open), [gateway.provider, now(), graceMs])
  const total = { read: 0, failed: 0, lost: [] as ProviderEvent[], away: false }
  for (const row of rows) {
    const answer = await gateway.askAbout!(questionOf(row))
    if (!answer.ok) {
      log.warn({ provider: gateway.provider, reason: answer.reason }, 'the provider could not be asked')
      total.away = true
      if (answer.reason === 'unavailable') return total
      continue // what it will not say of one thing must not keep the others waiting
    }
    total.read++
    if (!answer.event) continue
    try {
      const { fresh, outcome } = await settleEvent(db, settle, answer.event, 'reconciliation')
      if (fresh && answer.push && outcome !== 'already' && outcome !== 'ignored')
        total.lost.push(answer.event)
    } catch (error) {
      if (!isLastingFault(error)) throw error
      total.failed++
      await alertFault(db, answer.event, error)
    }
  }
  return total
}

function questionOf({ about, giftId, refundId, paymentRef, fen, since }: Row): OpenQuestion {
  return about === 'payment'
    ? { about, giftId, since }
    : { about, refundId: refundId!, paymentRef: paymentRef!, amountFen: fen, since }
}
