import type { Sql } from '~/platform/db.server'
import type { ProviderEvent } from '../gateway'
import { withoutPayer } from './without-payer'

/**
 * The room that payments announce facts to, given by wiring: the name of an SQL function jsonb → jsonb, for example
 * `giving_settle`. A function and not a callback, so that storing and settling are one statement.
 */
export interface Settle {
  sql: string
  /** A function `(provider text)` that answers what is open there: `about, gift_id, refund_id, payment_ref, fen, since`. */
  open?: string
}

/**
 * What the settling room answered (`outcome` and more; `noticed` for a notice, empty for events that say nothing), and
 * whether the event is new.
 */
export interface Settled {
  fresh: boolean
  outcome?: string
  gift?: string
  reason?: string
}

/**
 * Stores the event as it came, but without who paid (`withoutPayer`), and settles its fact or alerts its notice: one statement, one round trip, one transaction.
 * Either both are kept or neither, and a second delivery of the same event is answered as the first one left things. It
 * alerts nothing: an alert that a person has resolved stays resolved until something new happens.
 */
export async function settleEvent(
  sql: Sql,
  settle: Settle,
  event: ProviderEvent,
  via: 'webhook' | 'reconciliation',
): Promise<Settled> {
  const { fact, notice } = event
  const [row] = await sql.query<{ outcome: Settled }>(
    `WITH stored AS MATERIALIZED (
       SELECT payments_store_event($1, $2, $3, $4::timestamptz, $5, $6,
         CASE WHEN $8::text IS NULL THEN ${settle.sql}($7::jsonb) ELSE '{"outcome": "noticed"}'::jsonb END) AS outcome
     )
     SELECT outcome, CASE WHEN $8::text IS NOT NULL AND (outcome ->> 'fresh')::boolean
       THEN platform_alert($8, $9, $10::jsonb)::text END AS alerted
     FROM stored`,
    [
      event.provider,
      event.id,
      event.type,
      event.createdAt,
      via,
      withoutPayer(event.payload),
      fact && JSON.stringify(fact),
      notice?.kind ?? null,
      notice?.subject ?? null,
      notice && JSON.stringify(notice.detail),
    ],
  )
  return row!.outcome
}

/** True for errors that the same event will meet again (SQLSTATE classes 22, 23, 42, P0), not for a database that is away. */
export function isLastingFault(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error && 'code' in error && /^(22|23|42|P0)[0-9A-Z]{3}$/.test(String(error.code ?? ''))
  )
}

/** Tells the organisers' desk about an event that cannot be settled, in a statement of its own: the first one has rolled back. */
export async function alertFault(
  sql: Sql,
  event: ProviderEvent,
  error: Error & { code: string },
): Promise<void> {
  const reused = error.message.startsWith('ledger_key_reused')
  await sql.query('SELECT platform_alert($1, $2, $3::jsonb)::text', [
    reused ? 'ledger-key-reused' : 'event-not-settled',
    reused ? (event.fact && !event.fact.about && event.fact.giftId) || event.id : event.id,
    JSON.stringify({
      event: event.id,
      type: event.type,
      code: error.code,
      message: error.message,
      fact: event.fact,
    }),
  ])
}
