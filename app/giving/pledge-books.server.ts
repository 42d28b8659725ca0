import type { BookCheck, Fault } from '~/ledger/projection'

/** Arrivals against their gifts, and both ways. */
const arrivalFaults = `
  SELECT 'arrival-gift' AS what, 'giving_pledge_arrival ' || a.gift_id AS row,
         CASE WHEN g.id IS NULL THEN 'there is no such gift'
              ELSE 'gift is ' || g.state || ', ' || g.amount_fen || ' of ' || a.amount_fen || ' fen, ' || g.via END AS detail
    FROM giving_pledge_arrival a LEFT JOIN giving_gift g ON g.id = a.gift_id
   WHERE g.id IS NULL OR g.state <> 'confirmed' OR g.amount_fen <> a.amount_fen OR g.via <> 'pledge:' || a.pledge_id
  UNION ALL
  SELECT 'gift-arrival', 'giving_gift ' || g.id, 'it says ' || g.via || ', and no arrival does'
    FROM giving_gift g WHERE g.via LIKE 'pledge:%' AND g.via <> '' AND g.state = 'confirmed'
     AND NOT EXISTS (SELECT FROM giving_pledge_arrival a WHERE a.gift_id = g.id)
  UNION ALL
  SELECT 'arrival-reversal', 'giving_pledge_arrival ' || a.gift_id,
         CASE WHEN a.taken_back_at IS NULL THEN 'its entry was reversed, and it counts as arrived' ELSE 'taken back, and its entry stands' END
    FROM giving_pledge_arrival a JOIN giving_gift g ON g.id = a.gift_id
   WHERE (a.taken_back_at IS NOT NULL) <> EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = g.entry_id)`

/** What a pledge says of itself against its arrivals. */
const sumFaults = `
  SELECT 'pledge-arrived' AS what, 'giving_pledge ' || p.id AS row,
         'says ' || p.arrived_fen || ' fen arrived, arrivals say ' || coalesce(a.fen, 0) AS detail
    FROM giving_pledge p
    LEFT JOIN (SELECT pledge_id, sum(amount_fen) AS fen FROM giving_pledge_arrival WHERE taken_back_at IS NULL GROUP BY pledge_id) a
      ON a.pledge_id = p.id
   WHERE p.arrived_fen <> coalesce(a.fen, 0)
  UNION ALL
  SELECT 'pledge-state', 'giving_pledge ' || p.id, 'is ' || p.state || ' with ' || p.arrived_fen || ' of ' || p.amount_fen || ' fen'
    FROM giving_pledge p
   WHERE p.state <> 'withdrawn' AND p.state <> CASE WHEN p.arrived_fen >= p.amount_fen THEN 'arrived' ELSE 'open' END`

/**
 * Proves pledges against gifts: what a pledge says has arrived is exactly the sum of its arrivals that were not taken back; each
 * arrival is one confirmed gift of that amount with via `pledge:<id>`, and each such gift an arrival; an arrival was taken back if
 * and only if its gift's entry was reversed; a pledge is arrived if and only if as much arrived as was promised. A refund does not
 * count against it: the money did arrive, and its going back is told in the campaign's totals.
 */
export const pledgeBooks: BookCheck = {
  name: 'pledges',
  async *run(tx) {
    for (const faults of [arrivalFaults, sumFaults]) yield* await tx.query<Fault>(faults)
  },
}
