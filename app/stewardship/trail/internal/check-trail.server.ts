import type { Fault } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'

/** What the sealed lines say of each entry and fund, as far as the trail has read. */
const nets = `
  nets AS (
    SELECT s.index, l.entry_id, l.fund, sum(l.amount_fen) AS fen
      FROM ledger_leaf s JOIN ledger_line l ON l.entry_id = s.entry_id
      JOIN ledger_account a ON a.code = l.account AND a.type IN ('asset', 'liability')
     WHERE s.index < (SELECT tree_size FROM stewardship_trail_head WHERE id = 1)
     GROUP BY s.index, l.entry_id, l.fund HAVING sum(l.amount_fen) <> 0)`

/** Everything that came in has its places, in the order of the seal. */
const comesIn = `
  WITH ${nets}, due AS (
    SELECT fund, entry_id, sum(fen) OVER (PARTITION BY fund ORDER BY index) AS through, fen FROM nets WHERE fen > 0
  )
  SELECT 'trail in' AS what, coalesce(d.fund, k.fund) || ' entry ' || coalesce(d.entry_id, k.entry_id) AS row,
         'kept ' || coalesce(k.from_fen || ' to ' || k.through_fen, 'nothing') || '; the lines say '
           || coalesce(d.through - d.fen || ' to ' || d.through, 'nothing') AS detail
    FROM due d FULL JOIN stewardship_trail_in k ON k.fund = d.fund AND k.entry_id = d.entry_id
   WHERE (k.from_fen, k.through_fen) IS DISTINCT FROM (d.through - d.fen, d.through) LIMIT 1`

/** Everything that went out took as many places as it was fen. */
const goesOut = `
  WITH ${nets}, kept AS (SELECT fund, entry_id, sum(through_fen - from_fen) AS fen FROM stewardship_trail_out GROUP BY fund, entry_id)
  SELECT 'trail out' AS what, coalesce(d.fund, k.fund) || ' entry ' || coalesce(d.entry_id, k.entry_id) AS row,
         'kept ' || coalesce(k.fen, 0) || ' fen; the lines say ' || coalesce(-d.fen, 0) AS detail
    FROM (SELECT * FROM nets WHERE fen < 0) d FULL JOIN kept k ON k.fund = d.fund AND k.entry_id = d.entry_id
   WHERE k.fen IS DISTINCT FROM -d.fen LIMIT 1`

/** First in, first out: what left took the places one after another, without a hole, in the order of the seal. */
const inOrder = `
  WITH o AS (
    SELECT o.*, s.index, f.out_fen, lag(o.through_fen, 1, 0::bigint) OVER w AS before,
           max(s.index) FILTER (WHERE o.kind <> 'gap') OVER (w ROWS UNBOUNDED PRECEDING) AS latest
      FROM stewardship_trail_out o LEFT JOIN stewardship_trail_fund f ON f.fund = o.fund LEFT JOIN ledger_leaf s ON s.entry_id = o.entry_id
    WINDOW w AS (PARTITION BY o.fund ORDER BY o.through_fen)
  )
  SELECT 'trail order' AS what, fund || ' from ' || from_fen AS row,
         kind || ' of entry ' || entry_id || ' is not where first in, first out puts it' AS detail
    FROM o WHERE out_fen IS NULL OR from_fen < before OR (from_fen > before AND before < out_fen)
      OR (kind <> 'gap' AND (through_fen > out_fen OR index < latest)) LIMIT 1`

/** A fund's own row: how much has come in, and that the places below out_fen are all taken. */
const ends = `
  SELECT 'trail fund' AS what, f.fund AS row, 'kept ' || f.in_fen || ' in, ' || f.out_fen || ' out; its places say '
           || coalesce(i.fen, 0) || ' in, ' || coalesce(o.fen, 0) || ' out' AS detail
    FROM stewardship_trail_fund f
    LEFT JOIN (SELECT fund, max(through_fen) AS fen FROM stewardship_trail_in GROUP BY fund) i ON i.fund = f.fund
    LEFT JOIN LATERAL (SELECT sum(least(through_fen, f.out_fen) - from_fen) AS fen FROM stewardship_trail_out
                        WHERE fund = f.fund AND from_fen < f.out_fen) o ON true
   WHERE f.in_fen <> coalesce(i.fen, 0) OR f.out_fen <> coalesce(o.fen, 0) LIMIT 1`

/** A gift is paid back from its own places; what stands in for used ones stands in for used ones of that gift. */
const ownPlaces = `
  SELECT 'trail back' AS what, o.fund || ' from ' || o.from_fen AS row, o.kind || ' of entry ' || o.entry_id || ' is not in what ' || o.owner || ' gave' AS detail
    FROM stewardship_trail_out o
   WHERE o.kind <> 'out' AND (coalesce(o.stands_fen, o.from_fen) > o.from_fen OR NOT EXISTS (
     SELECT FROM stewardship_trail_in i
      WHERE i.owner = o.owner AND i.fund = o.fund AND i.from_fen <= coalesce(o.stands_fen, o.from_fen)
        AND i.through_fen >= coalesce(o.stands_fen, o.from_fen) + o.through_fen - o.from_fen)) LIMIT 1`

/** Re-proves the trail from raw sealed lines; the first fault that is found. */
export async function checkTrail(tx: Sql): Promise<Fault[]> {
  for (const query of [comesIn, goesOut, inOrder, ends, ownPlaces]) {
    const faults = await tx.query<Fault>(query)
    if (faults.length > 0) return faults
  }
  return []
}
