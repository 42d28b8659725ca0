/**
 * SQL: is walker `w` of party `p` cancelled, and their fee still here? It was paid before they cancelled, or came after their place
 * had lapsed, or for a party of whom nobody walks any more. A fee is a gift: nobody gives it back by cancelling.
 */
export const feeHeld = `(w.state = 'cancelled' AND EXISTS (
  SELECT FROM giving_gift g WHERE g.via = 'party:' || p.id AND g.state = 'confirmed' AND g.refunded_at IS NULL
     AND (g.confirmed_at <= w.cancelled_at OR w.cancelled_at = p.lapsed_at
          OR NOT EXISTS (SELECT FROM walks_walker o WHERE o.party_id = p.id AND o.state <> 'cancelled'))))`
