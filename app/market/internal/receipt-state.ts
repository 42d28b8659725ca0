/** SQL: what arrived for a receipt `x` by QR, in fen: gifts to its own campaign that name it and were not given back. */
export const paidByQr = `
  (SELECT coalesce(sum(g.amount_fen), 0)::bigint FROM giving_gift g
    WHERE g.via = 'sale:' || x.id AND g.via <> '' AND g.campaign = x.campaign AND g.state = 'confirmed' AND g.refunded_at IS NULL)`
/**
 * SQL: whether the money of a receipt `x` is in the books. Cash that arrived before a count was made was in it, once that is
 * agreed; what is paid by QR is when exactly its amount has arrived: whoever wrote the address may have written another.
 */
export const isConfirmed = `
  CASE x.method
    WHEN 'cash' THEN EXISTS (SELECT FROM market_count n WHERE n.campaign = x.campaign AND n.stall = x.stall
                                AND n.agreed_at IS NOT NULL AND n.counted_at >= x.arrived_at)
    ELSE ${paidByQr} = x.amount_fen
  END`
/** SQL: whether a later receipt takes `x` back. */
export const isVoided = 'EXISTS (SELECT FROM market_sale v WHERE v.voids = x.id)'
