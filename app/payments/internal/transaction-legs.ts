/**
 * SQL: what the provider's movements (alias `t`, chosen by `where`) should move in `provider-clearing`, leg by leg: the movement itself
 * under the entry that answers to it, and its fee under the fee's own. A payout is no leg: it is booked with its bank line.
 */
export const legsOfTransactions = (where: string): string => `
  SELECT t.id AS txn, t.type, t.source_ref AS ref, t.entry_source AS source, t.entry_key AS key, t.amount_fen AS fen, t.created_at AS at,
         t.payout_ref AS payout, t.currency
    FROM payments_balance_transaction t WHERE t.type <> 'payout' AND ${where}
  UNION ALL
  SELECT t.id, 'fee', t.source_ref, 'fee', t.id, -t.fee_fen, t.created_at, t.payout_ref, t.currency
    FROM payments_balance_transaction t WHERE t.type <> 'payout' AND t.fee_fen <> 0 AND ${where}`
