import { endOfDay, type PeriodCheck } from '~/ledger/period-check'

/** Alerts that tell of money which the provider has and the books have not, or the other way round. */
const unmatched = [
  'payment-unmatched',
  'payment-second',
  'payment-differs',
  'refund-not-booked',
  'dispute-not-booked',
  'payout-differs',
  'balance-unread',
  'event-unreadable',
  'event-not-settled',
  'ledger-key-reused',
]

/** Events of these days that were matched to nothing, and that nobody has dealt with. */
export const unmatchedEvents: PeriodCheck = {
  name: 'events-unmatched',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM platform_alert
        WHERE resolved_at IS NULL AND kind = ANY ($2::text[]) AND created_at < ${endOfDay}`,
      [through, unmatched],
    )
    return { level: row!.n > 0 ? 'blocks' : 'fine', count: row!.n, at: null }
  },
}

/** How far behind an event's own time its provider may list it: the grace and the overlap of reconciliation. */
const settleMinutes = 3

/** The provider's own list must have been read past the end of these days: only then is nothing of theirs still to come. */
export const providerRead: PeriodCheck = {
  name: 'not-reconciled',
  async look(sql, through) {
    const [row] = await sql.query<{ at: Date | null; past: boolean }>(
      `SELECT min(last_run_at) AS at,
              coalesce(bool_and(last_run_at >= ${endOfDay} + make_interval(mins => $2::int)), false) AS past FROM payments_cursor`,
      [through, settleMinutes],
    )
    return { level: row!.past ? 'fine' : 'blocks', count: 0, at: row!.at }
  },
}
