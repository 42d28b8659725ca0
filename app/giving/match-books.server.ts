import type { BookCheck, Fault } from '~/ledger/projection'

/** Every posting of a match is in the books as it says, and every entry of a match is one of ours. */
const moveFaults = `
  SELECT 'match-entry' AS what, 'giving_match_move ' || m.entry_id AS row, 'its entry does not take ' || m.amount_fen || ' fen out of ' || p.fund AS detail
    FROM giving_match_move m JOIN giving_match x ON x.gift_id = m.gift_id JOIN giving_match_pot p ON p.id = x.pot_id
   WHERE NOT EXISTS (SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'bank'
      WHERE e.id = m.entry_id AND e.source = 'match' AND e.kind = 'transfer' AND split_part(e.key, ':', 1) = m.gift_id::text
      GROUP BY e.id HAVING sum(l.amount_fen) = 0 AND sum(greatest(l.amount_fen, 0)) = abs(m.amount_fen)
         AND coalesce(sum(l.amount_fen) FILTER (WHERE l.fund = p.fund), 0) = -m.amount_fen)
  UNION ALL
  SELECT 'entry-match', 'ledger_entry ' || e.id, 'no match moved it: ' || e.key FROM ledger_entry e
   WHERE e.source = 'match' AND NOT EXISTS (SELECT FROM giving_match_move m WHERE m.entry_id = e.id)
  UNION ALL
  SELECT 'entry-match', 'ledger_entry ' || e.id, 'a match is never reversed, it is taken back' FROM ledger_entry e
    JOIN ledger_entry r ON r.reverses = e.id WHERE e.source = 'match'`

/** A match is what was posted for it, lies where it says, and is never more than is left of its gift. */
const matchFaults = `
  SELECT 'match' AS what, 'giving_match ' || m.gift_id AS row,
         'has ' || m.now_fen || ' fen (' || m.state || '), posted are ' || coalesce(v.fen, 0) || ', its shares sum to ' || s.fen AS detail
    FROM giving_match m
    LEFT JOIN (SELECT gift_id, sum(amount_fen) AS fen FROM giving_match_move GROUP BY gift_id) v ON v.gift_id = m.gift_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(f), 0) AS fen FROM unnest(m.share_fens) AS f) s
   WHERE coalesce(v.fen, 0) <> CASE m.state WHEN 'matched' THEN m.now_fen ELSE 0 END OR s.fen <> coalesce(v.fen, 0)
  UNION ALL
  SELECT 'match-gift', 'giving_match ' || m.gift_id, 'its gift is ' || g.amount_fen || ' fen, its match may be ' || m.base_fen
    FROM giving_match m JOIN giving_gift g ON g.id = m.gift_id JOIN giving_match_pot p ON p.id = m.pot_id
   WHERE m.base_fen > g.amount_fen OR m.base_fen > coalesce(p.per_gift_fen, m.base_fen) OR g.campaign <> p.campaign OR g.state <> 'confirmed'`

/** A pot says what its matches are, and never more than its cap. */
const potFaults = `
  SELECT 'match-pot' AS what, 'giving_match_pot ' || p.id AS row,
         'says ' || p.matched_fen || ' of ' || p.taken_fen || ' fen, its matches are ' || x.matched || ' of ' || x.taken || ', the cap is ' || p.cap_fen AS detail
    FROM giving_match_pot p CROSS JOIN LATERAL (
      SELECT coalesce(sum(now_fen), 0) AS taken, coalesce(sum(now_fen) FILTER (WHERE state = 'matched'), 0) AS matched
        FROM giving_match WHERE pot_id = p.id) x
   WHERE p.matched_fen <> x.matched OR p.taken_fen <> x.taken OR x.taken > p.cap_fen`

/** Proves matching gifts: what is matched is what its entries moved, to the fen, and no pot gave more than its cap. */
export const matchBooks: BookCheck = {
  name: 'matches',
  async *run(tx) {
    for (const faults of [moveFaults, matchFaults, potFaults]) yield* await tx.query<Fault>(faults)
  },
}
