import type { Sql } from '~/platform/db.server'

/** How sure a scan is, the lesser the surer: in the walk's day, and by what it was made. `of` and `day` as in `stampOrder`. */
export const sureness = (of: string, day: string) =>
  `((${of}.happened_at AT TIME ZONE 'Asia/Shanghai')::date <> ${day}),
   array_position(ARRAY['volunteer','rotating','page','static'], ${of}.trust)`

/**
 * By what of two scans the stamp is told, the lesser: as `isBetterStamp` has it; ids decide between two that are the same
 * otherwise. `of` is a table with `scan_id`, `happened_at` and `trust`; `day` is SQL for the walk's day.
 */
export const stampOrder = (of: string, day: string) =>
  `${sureness(of, day)}, ${of}.happened_at, ${of}.scan_id`
/**
 * What a better scan (`excluded`) makes of the stamp `t`. A person who voided it spoke of what was there: a surer scan counts, one
 * that is only earlier does not.
 */
export const betterStamp = (day: string) => `
  scan_id = excluded.scan_id, happened_at = excluded.happened_at, trust = excluded.trust,
  voided = t.voided AND NOT ((${sureness('excluded', day)}) < (${sureness('t', day)}))`
export const dayOfWalk = (campaign: string) => `(SELECT day FROM walks_walk WHERE campaign = ${campaign})`

/** From a registered walker's card nothing is carried, whoever says so. */
const ways = `
  SELECT c.from_card, c.to_card FROM walks_carried c
    JOIN walks_card f ON f.id = c.from_card AND f.campaign = c.campaign AND f.walker_id IS NULL
    JOIN walks_card t ON t.id = c.to_card AND t.campaign = c.campaign`
const widen = `
  WITH RECURSIVE down (id) AS (
    SELECT unnest($1::text[]) UNION SELECT c.to_card FROM down d JOIN walks_carried c ON c.from_card = d.id)
  SELECT id FROM down`
const carry = `
  WITH RECURSIVE up (id, of) AS (
    SELECT id, id FROM unnest($1::text[]) AS c (id)
    UNION SELECT w.from_card, u.of FROM up u JOIN (${ways}) w ON w.to_card = u.id)
  INSERT INTO walks_stamp AS t (card, place, campaign, scan_id, happened_at, trust)
  SELECT DISTINCT ON (u.of, s.place) u.of, s.place, s.campaign, s.scan_id, s.happened_at, s.trust
    FROM up u JOIN walks_stamp s ON s.card = u.id WHERE u.id <> u.of AND NOT s.voided
   ORDER BY u.of, s.place, ${stampOrder('s', dayOfWalk('s.campaign'))}
  ON CONFLICT (card, place) DO UPDATE
     SET ${betterStamp(dayOfWalk('t.campaign'))}
   WHERE (${stampOrder('excluded', dayOfWalk('t.campaign'))}) < (${stampOrder('t', dayOfWalk('t.campaign'))})`
/** Cards that lead to one which does not lead back; of those that lead to one another the first counts. */
const givenUp = `
  WITH RECURSIVE way AS (${ways} WHERE c.from_card = ANY ($1::text[])), down (of, id) AS (
    SELECT from_card, to_card FROM way UNION SELECT d.of, w.to_card FROM down d JOIN way w ON w.from_card = d.id)
  SELECT DISTINCT of AS card FROM down d WHERE id <> of
     AND (id < of OR NOT EXISTS (SELECT FROM down b WHERE b.of = d.id AND b.id = d.of))`

/**
 * Brings stamps to the cards that they were carried to: each card gets the set union of its own and of all that lead to it, in
 * whatever order scans and words of phones arrived; the card they came from keeps its own. Answers the given cards with those
 * that they lead to, and which of them count for nothing, because another counts for them.
 */
export async function carryStamps(
  tx: Sql,
  moved: readonly string[],
): Promise<{ ids: string[]; carried: Set<string> }> {
  const ids = (await tx.query<{ id: string }>(widen, [moved])).map(({ id }) => id)
  await tx.query(carry, [ids])
  const gone = await tx.query<{ card: string }>(givenUp, [ids])
  return { ids, carried: new Set(gone.map(({ card }) => card)) }
}
