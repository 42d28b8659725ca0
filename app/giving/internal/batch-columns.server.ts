import { hasEntered, waitingCount } from './batch-row.server'

/** SQL: whether a booked line `l` lies in the house: its entry stands and is in no deposit. */
export const onHand = `
  EXISTS (SELECT FROM giving_gift g WHERE g.id = l.gift_id AND l.state = 'booked'
      AND NOT EXISTS (SELECT FROM giving_deposit_part d WHERE d.entry_id = g.entry_id AND d.taken_back_at IS NULL))`

const stateOf = `
  CASE WHEN b.state = 'dropped' THEN 'dropped'
       WHEN b.state = 'open' AND EXISTS (${waitingCount}) THEN 'counting'
       WHEN b.state = 'open' THEN 'open'
       WHEN EXISTS (SELECT FROM giving_batch_line l WHERE l.batch_id = b.id AND l.state = 'handed-in') THEN 'clearing'
       WHEN EXISTS (SELECT FROM giving_batch_line l WHERE l.batch_id = b.id AND ${onHand}) THEN 'on-hand'
       ELSE 'banked' END`

/**
 * SQL: whether the person `$1` may see amounts of batch `b`: it is agreed, or they know them anyhow. Whoever may have to count
 * must not.
 */
export const seesAmounts = `(b.state <> 'open' OR ${hasEntered('$1')})`

/** SQL: batches `b` as `Batch`, for the person `$1`. */
export const batches = `
  SELECT b.id::text, b.campaign, b.fund, b.place, b.kind, b.received_on AS "receivedOn", b.round, b.entered_name AS "enteredByName",
         b.created_at AS "createdAt", ${stateOf} AS state, (SELECT count(*)::int FROM giving_batch_line l WHERE l.batch_id = b.id) AS lines,
         CASE WHEN ${seesAmounts} THEN (SELECT coalesce(sum(amount_fen), 0)::bigint FROM giving_batch_line l
           WHERE l.batch_id = b.id AND l.state NOT IN ('bounced', 'reversed')) END AS "sumFen"
    FROM giving_batch b`
