import type { PeriodCheck } from '~/ledger/period-check'

/**
 * Credits of these days that nobody has matched. They do not block: money whose owner is never found stays in suspense for good,
 * and whoever is found later is an adjustment.
 */
export const matchedCredits: PeriodCheck = {
  name: 'bank-unmatched',
  async look(sql, through) {
    const [row] = await sql.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM payments_bank_line WHERE open_fen > 0 AND day <= $1::date',
      [through],
    )
    return { level: row!.n > 0 ? 'warns' : 'fine', count: row!.n, at: null }
  },
}
