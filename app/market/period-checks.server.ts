import { endOfDay, type PeriodCheck } from '~/ledger/period-check'

/** Of each stall, the cash receipts made up to the end of the day `$1` for which no agreed count has answered. */
const uncounted = `
  SELECT count(*)::int AS stalls
    FROM market_stall s,
    LATERAL (SELECT max(counted_at) AS at FROM market_count
              WHERE campaign = s.campaign AND stall = s.key AND agreed_at IS NOT NULL) n,
    LATERAL (SELECT coalesce(sum(x.amount_fen), 0) AS fen FROM market_sale x
              WHERE x.campaign = s.campaign AND x.stall = s.key AND x.happened_at < ${endOfDay} AND x.method = 'cash'
                AND (n.at IS NULL OR x.arrived_at > n.at)) u
   WHERE u.fen <> 0`

/**
 * Cash that stalls took in these days and that two people have not counted: it lies in a box and in no book. Counts the
 * stalls; what cannot be found any more is counted as it is, with a note, and then blocks no more.
 */
export const countedTakings: PeriodCheck = {
  name: 'takings-uncounted',
  async look(sql, through) {
    const [row] = await sql.query<{ stalls: number }>(uncounted, [through])
    return { level: row!.stalls > 0 ? 'blocks' : 'fine', count: row!.stalls, at: null }
  },
}
