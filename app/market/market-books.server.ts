import type { BookCheck, Fault } from '~/ledger/projection'

/** Agreed counts against their entries, both ways, and against the receipts that they answered for. */
const countFaults = `
  WITH counts AS (
    SELECT c.*, s.fund, sum(c.expected_fen) OVER (PARTITION BY c.campaign, c.stall ORDER BY c.counted_at) AS answered
      FROM market_count c JOIN market_stall s ON s.campaign = c.campaign AND s.key = c.stall WHERE c.agreed_at IS NOT NULL
  ), entries AS (
    SELECT e.id, e.key, e.kind, e.channel,
           (SELECT sum(amount_fen) FROM ledger_line l WHERE l.entry_id = e.id AND l.amount_fen > 0) AS fen,
           (SELECT string_agg(l.account || ' ' || l.fund || ' ' || coalesce(l.campaign, ''), ', ' ORDER BY l.account)
              FROM ledger_line l WHERE l.entry_id = e.id) AS said
      FROM ledger_entry e WHERE e.source = 'market'
  )
  SELECT 'count-entry' AS what, 'market_count ' || c.id AS row,
         CASE WHEN c.counted_fen = 0 THEN 'nothing was counted, and entry ' || e.id || ' books it'
              WHEN e.id IS NULL THEN 'agreed, and no entry'
              ELSE 'entry ' || e.id || ' says ' || e.fen || ' fen on ' || e.said END AS detail
    FROM counts c LEFT JOIN entries e ON e.key = c.id::text
   WHERE CASE WHEN c.counted_fen = 0 THEN e.id IS NOT NULL
              ELSE e.id IS NULL OR e.id IS DISTINCT FROM c.entry_id OR e.kind <> 'takings' OR e.channel <> 'cash' OR e.fen <> c.counted_fen
                OR e.said <> 'cash ' || c.fund || ' ' || c.campaign || ', market-takings ' || c.fund || ' ' || c.campaign END
  UNION ALL
  SELECT 'entry-count', 'ledger_entry ' || e.id, 'there is no agreed count ' || e.key
    FROM entries e WHERE NOT EXISTS (SELECT FROM counts c WHERE c.id::text = e.key)
  UNION ALL
  SELECT 'count-receipts', 'market_count ' || c.id, 'receipts say ' || x.fen || ' fen, counts answered for ' || c.answered
    FROM counts c, LATERAL (SELECT coalesce(sum(s.amount_fen), 0) AS fen FROM market_sale s
      WHERE s.campaign = c.campaign AND s.stall = c.stall AND s.method = 'cash' AND s.arrived_at <= c.counted_at) x
   WHERE x.fen <> c.answered`

/** Reversals give back what was taken, on the same phone, after it. */
const voidFaults = `
  SELECT 'sale-void' AS what, 'market_sale ' || v.id AS row, 'it does not reverse ' || v.voids AS detail
    FROM market_sale v LEFT JOIN market_sale s ON s.id = v.voids
   WHERE v.kind = 'void' AND (s.id IS NULL OR s.kind = 'void' OR s.device <> v.device OR s.method <> v.method OR s.amount_fen <> -v.amount_fen)`

/** What a phone still sends comes within the hour once later receipts have come; a phone that was given up says why. */
const gapFaults = `
  SELECT 'receipt-gap' AS what, 'market_device ' || s.device AS row,
         'receipts ' || s.before + 1 || ' to ' || s.receipt - 1 || ' never arrived' AS detail
    FROM (SELECT device, receipt, arrived_at, coalesce(lag(receipt) OVER (PARTITION BY device ORDER BY receipt), 0) AS before
            FROM market_sale) s
    JOIN market_device d ON d.id = s.device
   WHERE s.receipt <> s.before + 1 AND d.ended_at IS NULL AND s.arrived_at < clock_timestamp() - interval '1 hour'`

/**
 * Proves the market against the books: every agreed count has its one entry with fund, campaign and amount, every entry of
 * source `market` its count, counts together answered for exactly the receipts that had arrived, reversals match, and no
 * phone's row of receipts has a gap.
 */
export const marketBooks: BookCheck = {
  name: 'market',
  async *run(tx) {
    for (const faults of [countFaults, voidFaults, gapFaults]) yield* await tx.query<Fault>(faults)
  },
}
