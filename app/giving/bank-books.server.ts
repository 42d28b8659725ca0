import type { BookCheck, Fault } from '~/ledger/projection'

/** What an entry says, in one line that can be compared. */
const entrySaid = `
  SELECT e.id, e.source, e.key, e.kind, e.channel, coalesce(e.adjusts_on, e.occurred_on) AS day,
         (SELECT string_agg(l.account || ' ' || l.fund || ' ' || l.amount_fen || coalesce(' ' || l.campaign, ''), ', ' ORDER BY l.account)
            FROM ledger_line l WHERE l.entry_id = e.id) AS said,
         EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id) AS reversed
    FROM ledger_entry e WHERE e.source = `

/** Every credit has its receipt, with its day and amount, never reversed; and every receipt of the bank is a credit's. */
const lineFaults = `
  WITH receipts AS (${entrySaid}'bank')
  SELECT 'line-receipt' AS what, 'payments_bank_line ' || l.id AS row,
         CASE WHEN r.id IS NULL THEN 'a credit, and no entry' ELSE 'entry ' || r.id || ' says ' || r.said END AS detail
    FROM payments_bank_line l LEFT JOIN receipts r ON r.key = l.id::text
   WHERE l.amount_fen > 0 AND (r.id IS NULL OR r.kind <> 'receipt' OR r.channel <> 'bank' OR r.day <> l.day OR r.reversed
      OR r.said <> 'bank suspense ' || l.amount_fen || ', unmatched-receipts suspense ' || -l.amount_fen)
  UNION ALL
  SELECT 'receipt-line', 'ledger_entry ' || r.id, 'there is no credit ' || r.key FROM receipts r
   WHERE NOT EXISTS (SELECT FROM payments_bank_line l WHERE l.id::text = r.key AND l.amount_fen > 0)`

/** Every match has the entry that took it out of suspense, reversed exactly when it was taken back. */
const matchFaults = `
  WITH taken AS (${entrySaid}'bank-match')
  SELECT 'match-entry' AS what, 'payments_bank_match ' || m.id AS row,
         CASE WHEN t.id IS NULL THEN 'it has no entry'
              WHEN t.reversed <> (m.undone_at IS NOT NULL) THEN 'entry ' || t.id || CASE WHEN t.reversed THEN ' is' ELSE ' is not' END || ' reversed'
              ELSE 'entry ' || t.id || ' says ' || t.said END AS detail
    FROM payments_bank_match m LEFT JOIN taken t ON t.key = m.id::text
   WHERE t.id IS NULL OR t.id <> m.entry_id OR t.kind <> 'receipt' OR t.reversed <> (m.undone_at IS NOT NULL)
      OR t.said <> 'bank suspense ' || -m.amount_fen || ', unmatched-receipts suspense ' || m.amount_fen
  UNION ALL
  SELECT 'entry-match', 'ledger_entry ' || t.id, 'there is no match ' || t.key FROM taken t
   WHERE NOT EXISTS (SELECT FROM payments_bank_match m WHERE m.id::text = t.key)
  UNION ALL
  SELECT 'match-gift', 'payments_bank_match ' || m.id,
         CASE WHEN g.id IS NULL THEN 'it has no gift' WHEN g.amount_fen <> m.amount_fen THEN 'its gift is of ' || g.amount_fen || ' fen'
              ELSE 'its gift''s entry is ' || CASE WHEN m.undone_at IS NULL THEN 'reversed' ELSE 'not reversed' END END
    FROM payments_bank_match m LEFT JOIN giving_gift g ON g.id = m.gift_id
   WHERE m.kind IN ('pledge', 'gift')
     AND (g.id IS NULL OR g.amount_fen <> m.amount_fen
          OR EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = g.entry_id) <> (m.undone_at IS NOT NULL))
  UNION ALL
  SELECT 'match-payout', 'payments_bank_match ' || m.id, 'there is no payout ' || m.target || ' of ' || m.amount_fen || ' fen that is booked'
    FROM payments_bank_match m
   WHERE m.kind = 'payout' AND NOT EXISTS (SELECT FROM payments_payout p WHERE p.id = m.target AND p.amount_fen = m.amount_fen AND p.entry_id IS NOT NULL)`

/** What is open of a line is what no match has; and together it is what lies in suspense. */
const openFaults = `
  SELECT 'line-open' AS what, 'payments_bank_line ' || l.id AS row,
         l.open_fen || ' fen are open, matches leave ' || greatest(l.amount_fen, 0) - coalesce(m.fen, 0) AS detail
    FROM payments_bank_line l
    LEFT JOIN (SELECT line_id, sum(amount_fen) AS fen FROM payments_bank_match WHERE undone_at IS NULL GROUP BY line_id) m ON m.line_id = l.id
   WHERE l.open_fen <> greatest(l.amount_fen, 0) - coalesce(m.fen, 0)
  UNION ALL
  SELECT 'suspense', 'ledger_fund suspense', x.fen || ' fen lie in suspense on ' || x.account || ', ' || x.open || ' are unmatched'
    FROM (SELECT a.account, a.sign * coalesce((SELECT sum(amount_fen) FROM ledger_line l WHERE l.fund = 'suspense' AND l.account = a.account), 0) AS fen,
                 (SELECT coalesce(sum(open_fen), 0) FROM payments_bank_line WHERE open_fen > 0) AS open
            FROM (VALUES ('bank', 1), ('unmatched-receipts', -1)) AS a (account, sign)) x
   WHERE x.fen <> x.open`

/**
 * Proves the bank against the books, both ways: every credit of a statement has its receipt, every match took its part out of
 * suspense and became a gift of the same amount (or was taken back whole), and what lies in suspense is exactly what is unmatched.
 */
export const bankBooks: BookCheck = {
  name: 'bank',
  async *run(tx) {
    for (const faults of [lineFaults, matchFaults, openFaults]) yield* await tx.query<Fault>(faults)
  },
}
