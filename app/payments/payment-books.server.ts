import type { BookCheck, Fault } from '~/ledger/projection'

const faults = `
  SELECT 'fee-entry' AS what, 'payments_balance_transaction ' || t.id AS row, 'its fee is not in the books over ' || f.fen || ' fen' AS detail
    FROM payments_balance_transaction t CROSS JOIN LATERAL (SELECT CASE t.type WHEN 'stripe_fee' THEN -t.amount_fen ELSE t.fee_fen END AS fen) f
   WHERE f.fen <> 0 AND t.currency = 'CNY' AND NOT EXISTS (
     SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'provider-fees'
      WHERE e.source = 'fee' AND e.key = t.id AND e.kind = 'fee' GROUP BY e.id HAVING sum(l.amount_fen) = f.fen)
  UNION ALL
  SELECT 'entry-fee', 'ledger_entry ' || e.id, 'there is no movement ' || e.key FROM ledger_entry e
   WHERE e.source = 'fee' AND NOT EXISTS (SELECT FROM payments_balance_transaction WHERE id = e.key)
  UNION ALL
  SELECT 'payout-entry', 'payments_payout ' || p.id, 'is booked, and entry ' || p.entry_id || ' does not bring ' || p.amount_fen || ' fen to the bank'
    FROM payments_payout p WHERE p.entry_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'bank'
       WHERE e.id = p.entry_id AND e.source = 'payout' AND e.key = p.id GROUP BY e.id HAVING sum(l.amount_fen) = p.amount_fen)
  UNION ALL
  SELECT 'entry-payout', 'ledger_entry ' || e.id, 'there is no booked payout ' || e.key FROM ledger_entry e
   WHERE e.source = 'payout' AND NOT EXISTS (SELECT FROM payments_payout WHERE entry_id = e.id)
  LIMIT 20`

/** Proves that the provider's fees and payouts and the books say the same, both ways; ends at the first twenty faults. */
export const paymentBooks: BookCheck = {
  name: 'payments',
  run: (tx) => tx.query<Fault>(faults),
}
