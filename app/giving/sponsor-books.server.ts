import type { BookCheck, Fault } from '~/ledger/projection'

/** Each arrival has its entry, reversed exactly when it was taken back; a bank's has its match; and every such entry is an arrival's. */
const arrivalFaults = `
  SELECT 'sponsor-entry' AS what, 'giving_sponsor_arrival ' || a.id AS row, 'its entry is not ' || a.amount_fen || ' fen of sponsorship into ' || s.fund AS detail
    FROM giving_sponsor_arrival a JOIN giving_sponsor s ON s.id = a.sponsor_id
   WHERE NOT EXISTS (SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'sponsorship' AND l.fund = s.fund
      WHERE e.id = a.entry_id AND e.source = 'sponsor' AND e.key = a.id::text AND e.kind = 'sponsorship'
      GROUP BY e.id HAVING sum(l.amount_fen) = -a.amount_fen)
  UNION ALL
  SELECT 'sponsor-back', 'giving_sponsor_arrival ' || a.id,
         CASE WHEN a.taken_back_at IS NULL THEN 'its entry is reversed, and it stands' ELSE 'taken back, and its entry stands' END
    FROM giving_sponsor_arrival a
   WHERE EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = a.entry_id) <> (a.taken_back_at IS NOT NULL)
  UNION ALL
  SELECT 'sponsor-line', 'giving_sponsor_arrival ' || a.id, 'no match of bank line ' || a.bank_line_id || ' says so'
    FROM giving_sponsor_arrival a
   WHERE a.bank_line_id IS NOT NULL AND a.taken_back_at IS NULL AND NOT EXISTS (SELECT FROM payments_bank_match m
      WHERE m.kind = 'sponsor' AND m.line_id::text = a.bank_line_id AND m.target = a.sponsor_id::text AND m.amount_fen = a.amount_fen AND m.undone_at IS NULL)
  UNION ALL
  SELECT 'match-sponsor', 'payments_bank_match ' || m.id, 'no cash of sponsor ' || m.target || ' came by it' FROM payments_bank_match m
   WHERE m.kind = 'sponsor' AND m.undone_at IS NULL AND NOT EXISTS (SELECT FROM giving_sponsor_arrival a
      WHERE a.bank_line_id = m.line_id::text AND a.sponsor_id::text = m.target AND a.taken_back_at IS NULL)
  UNION ALL
  SELECT 'entry-sponsor', 'ledger_entry ' || e.id, 'there is no arrival ' || e.key FROM ledger_entry e
   WHERE e.source = 'sponsor' AND NOT EXISTS (SELECT FROM giving_sponsor_arrival a WHERE a.entry_id = e.id)`

const sponsorFaults = `
  SELECT 'sponsor' AS what, 'giving_sponsor ' || s.id AS row, 'says ' || s.arrived_fen || ' fen have come, arrivals are ' || x.fen AS detail
    FROM giving_sponsor s CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount_fen), 0) AS fen FROM giving_sponsor_arrival WHERE sponsor_id = s.id AND taken_back_at IS NULL) x
   WHERE s.arrived_fen <> x.fen OR (s.state = 'draft' AND x.fen > 0)`

/** Who agreed to goods has their one entry, with their worth, never reversed; every such entry is a sponsor's. */
const goodsFaults = `
  WITH e AS (
    SELECT e.id, e.key, e.kind, EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id) AS reversed,
           (SELECT string_agg(l.account || ' ' || l.fund || coalesce(' ' || l.campaign, '') || ' ' || l.amount_fen, ', ' ORDER BY l.account)
              FROM ledger_line l WHERE l.entry_id = e.id) AS said
      FROM ledger_entry e WHERE e.source = 'sponsor-goods')
  SELECT 'sponsor-goods' AS what, 'giving_sponsor ' || s.id AS row,
         'gives goods of ' || s.goods_fen || ' fen; ' || coalesce('entry ' || e.id || ' says ' || e.said, 'no entry') AS detail
    FROM giving_sponsor s LEFT JOIN e ON e.key = s.id::text
   WHERE s.state = 'agreed' AND s.goods_fen > 0 AND (e.id IS DISTINCT FROM s.goods_entry_id OR e.kind <> 'goods' OR e.reversed
      OR e.said <> 'in-kind-gifts ' || s.fund || ' ' || s.campaign || ' ' || -s.goods_fen || ', in-kind-given ' || s.fund || ' ' || s.campaign || ' ' || s.goods_fen)
  UNION ALL
  SELECT 'entry-sponsor-goods', 'ledger_entry ' || e.id, 'no sponsor agreed to goods as ' || e.key
    FROM e WHERE NOT EXISTS (SELECT FROM giving_sponsor s WHERE s.goods_entry_id = e.id)`

/** Proves sponsors' cash against the ledger and the bank, and their goods against the ledger, both ways. */
export const sponsorBooks: BookCheck = {
  name: 'sponsors',
  async *run(tx) {
    for (const faults of [arrivalFaults, sponsorFaults, goodsFaults]) yield* await tx.query<Fault>(faults)
  },
}
