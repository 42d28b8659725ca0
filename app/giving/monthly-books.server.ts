import type { BookCheck, Fault } from '~/ledger/projection'

const faults = `
  SELECT 'monthly-gift' AS what, 'giving_monthly_charge ' || c.invoice_ref AS row,
         CASE WHEN g.id IS NULL THEN 'is paid, and there is no gift ' || c.gift_id
              WHEN g.via <> 'monthly:' || c.monthly_id THEN 'gift ' || g.id || ' is of ' || g.via
              ELSE 'gift ' || g.id || ' is ' || g.state END AS detail
    FROM giving_monthly_charge c LEFT JOIN giving_gift g ON g.id = c.gift_id
   WHERE c.state = 'paid' AND (g.id IS NULL OR g.via <> 'monthly:' || c.monthly_id OR g.state NOT IN ('confirmed', 'held'))
  UNION ALL
  SELECT 'monthly-amount', 'giving_monthly_charge ' || c.invoice_ref, 'was ' || c.amount_fen || ' fen, its gift is ' || g.amount_fen + g.fee_cover_fen
    FROM giving_monthly_charge c JOIN giving_gift g ON g.id = c.gift_id
   WHERE g.state = 'confirmed' AND g.held_fact IS NULL AND g.amount_fen + g.fee_cover_fen <> c.amount_fen
  UNION ALL
  SELECT 'gift-monthly', 'giving_gift ' || g.id, 'is of ' || g.via || ', and no charge of it says so'
    FROM giving_gift g WHERE g.via LIKE 'monthly:%' AND NOT EXISTS (SELECT FROM giving_monthly_charge WHERE gift_id = g.id)
  UNION ALL
  SELECT 'monthly-shares', 'giving_monthly_terms ' || v.monthly_id || ' ' || v.n, 'its shares do not sum to ' || v.amount_fen || ' fen'
    FROM giving_monthly_terms v
   WHERE v.amount_fen <> (SELECT coalesce(sum(f), 0) FROM unnest(v.share_fens) AS f) OR cardinality(v.funds) <> cardinality(v.share_fens)
  LIMIT 20`

/** Proves that paid months and their gifts answer to each other, both ways; ends at the first twenty faults. */
export const monthlyBooks: BookCheck = {
  name: 'monthly',
  run: (tx) => tx.query<Fault>(faults),
}
