/**
 * SQL: whether the money of a receipt `x` is in the books. Cash that arrived before a count was made was in it, once that is
 * agreed; what was paid by QR is when its gift has arrived.
 */
export const isConfirmed = `
  CASE x.method
    WHEN 'cash' THEN EXISTS (SELECT FROM market_count n WHERE n.campaign = x.campaign AND n.stall = x.stall
                                AND n.agreed_at IS NOT NULL AND n.counted_at >= x.arrived_at)
    ELSE EXISTS (SELECT FROM giving_gift g WHERE g.via = 'sale:' || x.id AND g.state = 'confirmed' AND g.refunded_at IS NULL)
  END`
/** SQL: whether a later receipt takes `x` back. */
export const isVoided = 'EXISTS (SELECT FROM market_sale v WHERE v.voids = x.id)'
