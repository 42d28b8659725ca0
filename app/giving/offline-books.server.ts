import type { BookCheck, Fault } from '~/ledger/projection'

/** Each line that is booked has its gift with its amount, campaign and channel, reversed exactly when the line is; and each such gift its line. */
const lineFaults = `
  SELECT 'batch-gift' AS what, 'giving_batch_line ' || l.id AS row,
         CASE WHEN g.id IS NULL THEN 'booked, and no gift'
              WHEN g.amount_fen <> l.amount_fen THEN 'its gift is of ' || g.amount_fen || ' fen'
              WHEN EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = g.entry_id) <> (l.state = 'reversed')
                THEN 'its gift''s entry is ' || CASE WHEN l.state = 'reversed' THEN 'not reversed' ELSE 'reversed' END
              ELSE 'its gift is another batch''s, campaign''s or channel''s' END AS detail
    FROM giving_batch_line l JOIN giving_batch b ON b.id = l.batch_id LEFT JOIN giving_gift g ON g.id = l.gift_id
   WHERE l.state IN ('booked', 'reversed')
     AND (g.id IS NULL OR g.state <> 'confirmed' OR g.amount_fen <> l.amount_fen OR g.campaign <> b.campaign OR g.channel <> b.kind
          OR g.via <> 'batch:' || b.id OR EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = g.entry_id) <> (l.state = 'reversed'))
  UNION ALL
  SELECT 'gift-batch', 'giving_gift ' || g.id, 'no line of a batch is this gift' FROM giving_gift g
   WHERE g.channel IN ('cash', 'cheque') AND g.via LIKE 'batch:%' AND NOT EXISTS (SELECT FROM giving_batch_line l WHERE l.gift_id = g.id)`

/** What is agreed was counted by two people alike, and its lines say the same; of cash every line is booked. */
const countFaults = `
  SELECT 'batch-counts' AS what, 'giving_batch ' || b.id AS row,
         'lines sum to ' || coalesce(s.fen, 0) || ' fen, ' || coalesce(c.people, 0) || ' people counted ' || coalesce(c.said, 'nothing') AS detail
    FROM giving_batch b
    LEFT JOIN LATERAL (SELECT sum(amount_fen) AS fen, bool_or(state = 'entered' OR (b.kind = 'cash' AND state IN ('handed-in', 'bounced'))) AS left_over
                 FROM giving_batch_line WHERE batch_id = b.id) s ON true
    LEFT JOIN LATERAL (SELECT count(DISTINCT counted_by) AS people, string_agg(counted_fen::text, ', ' ORDER BY nth) AS said,
                              min(counted_fen) AS least, max(counted_fen) AS most
                         FROM giving_batch_count WHERE batch_id = b.id AND round = b.round) c ON true
   WHERE b.state = 'agreed' AND (c.people IS DISTINCT FROM 2 OR c.least IS DISTINCT FROM s.fen OR c.most IS DISTINCT FROM s.fen OR s.left_over)
  UNION ALL
  SELECT 'batch-line', 'giving_batch_line ' || l.id, l.state || ' in a batch that is ' || b.state
    FROM giving_batch_line l JOIN giving_batch b ON b.id = l.batch_id WHERE b.state <> 'agreed' AND l.state <> 'entered'`

/** Each deposit is a match of its amount, taken back together; its entry moves what its parts brought; and what is left is on hand. */
const depositFaults = `
  WITH d AS (
    SELECT p.deposit_id, bool_or(p.taken_back_at IS NULL) AS stands, sum(c.fen) AS fen
      FROM giving_deposit_part p
      LEFT JOIN LATERAL (SELECT sum(amount_fen) AS fen FROM ledger_line WHERE entry_id = p.entry_id AND account = 'cash') c ON true
     GROUP BY p.deposit_id
  ), e AS (
    SELECT e.id, e.key, -sum(l.amount_fen) AS fen, EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id) AS reversed
      FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'cash' WHERE e.source = 'deposit' GROUP BY e.id
  )
  SELECT 'deposit' AS what, 'payments_bank_match ' || m.id AS row,
         'of ' || m.amount_fen || ' fen; its parts brought ' || coalesce(d.fen::text, 'nothing') || ', its entry moves ' || coalesce(e.fen::text, 'nothing') AS detail
    FROM payments_bank_match m LEFT JOIN d ON d.deposit_id::text = m.target LEFT JOIN e ON e.key = m.target
   WHERE m.kind = 'deposit' AND (d.fen IS DISTINCT FROM m.amount_fen OR e.fen IS DISTINCT FROM m.amount_fen
     OR e.reversed IS DISTINCT FROM (m.undone_at IS NOT NULL) OR d.stands IS DISTINCT FROM (m.undone_at IS NULL))
  UNION ALL
  SELECT 'entry-deposit', 'ledger_entry ' || e.id, 'no bank line is matched to deposit ' || e.key
    FROM e WHERE NOT EXISTS (SELECT FROM payments_bank_match m WHERE m.kind = 'deposit' AND m.target = e.key)
  UNION ALL
  SELECT 'cash-on-hand', 'ledger_account cash', 'the books say ' || x.booked || ' fen, ' || x.standing || ' were not paid in'
    FROM (SELECT (SELECT coalesce(sum(amount_fen), 0) FROM ledger_line WHERE account = 'cash') AS booked,
                 (SELECT coalesce(sum(l.amount_fen), 0) FROM ledger_line l JOIN ledger_entry s ON s.id = l.entry_id
                   WHERE l.account = 'cash' AND s.source <> 'deposit' AND s.kind <> 'reversal'
                     AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = s.id)
                     AND NOT EXISTS (SELECT FROM giving_deposit_part p WHERE p.entry_id = s.id AND p.taken_back_at IS NULL)) AS standing) x
   WHERE x.booked <> x.standing`

/**
 * Proves cash and cheques against the books, both ways: what two people counted is what was booked, line by line, what was reversed is
 * in no total, and what lies in the house is exactly what was booked and not paid into the bank.
 */
export const offlineBooks: BookCheck = {
  name: 'offline',
  async *run(tx) {
    for (const faults of [lineFaults, countFaults, depositFaults]) yield* await tx.query<Fault>(faults)
  },
}
