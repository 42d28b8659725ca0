import type { Sql } from '~/platform/db.server'
import { partyMailQueries } from './ask-for-mail.server'

export interface LevelPlaces {
  left: number
  /** Somebody waits: whoever comes now waits behind them, also where one place is free that is too few for them. */
  waiting: boolean
}

/** The walk first, as whoever edits it does: two that lock in one order never wait for each other in a ring. */
const lock = `
  WITH walk AS (SELECT campaign FROM walks_walk WHERE campaign = $1 FOR NO KEY UPDATE)
  SELECT l.key, l.capacity - l.taken AS left FROM walk JOIN walks_level l ON l.campaign = walk.campaign ORDER BY l.key FOR UPDATE OF l`
const waited = `
  SELECT DISTINCT level FROM walks_walker WHERE campaign = $1 AND state = 'waiting' AND party_id IS DISTINCT FROM $2::uuid`
const move = `
  UPDATE walks_level l SET taken = l.taken + m.n FROM unnest($2::text[], $3::int[]) AS m (key, n)
   WHERE l.campaign = $1 AND l.key = m.key AND l.taken + m.n <= l.capacity RETURNING l.key`
const place = `
  WITH moved AS (
    UPDATE walks_level l SET taken = l.taken + m.n FROM unnest($3::text[], $4::int[]) AS m (key, n)
     WHERE l.campaign = $1 AND l.key = m.key AND l.taken + m.n <= l.capacity RETURNING l.key
  ), own AS (
    SELECT id, row_number() OVER (ORDER BY seq) AS n FROM walks_walker WHERE party_id = $2::uuid AND $5 <> 'waiting'
  ), counted AS (SELECT count(*)::int AS n FROM own WHERE $5 = 'registered'), first AS (
    UPDATE walks_walk SET next_bib = next_bib + counted.n FROM counted
     WHERE campaign = $1 AND counted.n > 0 RETURNING next_bib - counted.n AS at
  ), placed AS (
    UPDATE walks_walker w SET state = $5, bib = (SELECT at FROM first) + own.n - 1 FROM own WHERE w.id = own.id
  ), ${partyMailQueries('ARRAY[$2::text]', '$5::text')}
  SELECT count(*)::int AS moved FROM moved`
const bibs = `
  WITH new AS (
    SELECT id, row_number() OVER (ORDER BY seq) AS n FROM walks_walker WHERE id = ANY ($2::uuid[]) AND bib IS NULL
  ), counted AS (SELECT count(*)::int AS n FROM new), first AS (
    UPDATE walks_walk SET next_bib = next_bib + counted.n FROM counted WHERE campaign = $1 RETURNING next_bib - counted.n AS at
  )
  UPDATE walks_walker w SET bib = first.at + new.n - 1 FROM new, first WHERE w.id = new.id`

/**
 * Locks a campaign's levels, always all and in one order, so that places are given one party after the other; answers what
 * is left. Whoever gives or gives back places, or joins the waiting list, begins with this. A party that has just been written
 * (`newcomer`) does not wait behind itself.
 */
export async function lockLevels(
  tx: Sql,
  campaign: string,
  newcomer: string | null = null,
): Promise<Map<string, LevelPlaces>> {
  const levels = await tx.query<{ key: string; left: number }>(lock, [campaign])
  // A statement of its own: it sees what those committed for whom the lock waited.
  const waiting = new Set(
    (await tx.query<{ level: string }>(waited, [campaign, newcomer])).map((row) => row.level),
  )
  return new Map(levels.map(({ key, left }) => [key, { left, waiting: waiting.has(key) }]))
}

/**
 * Whoever adds members to a unit takes turns, before `lockLevels`: it never has more than the walk allows one. Answers whether its
 * list is closed.
 */
export async function lockUnit(tx: Sql, unitId: string): Promise<{ closed: boolean }> {
  const [unit] = await tx.query<{ closed: boolean }>(
    'SELECT closed_at IS NOT NULL AS closed FROM walks_unit WHERE id = $1::uuid FOR NO KEY UPDATE',
    [unitId],
  )
  return { closed: unit?.closed ?? true }
}

/** How many of each level: of one party, or of what it gives back. */
export function byLevel(walkers: readonly { level: string }[]): Map<string, number> {
  const needs = new Map<string, number>()
  for (const { level } of walkers) needs.set(level, (needs.get(level) ?? 0) + 1)
  return needs
}

/** Takes places, or gives them back where the number is negative. The database itself refuses one too many. */
export async function movePlaces(tx: Sql, campaign: string, needs: Map<string, number>): Promise<void> {
  const moved = [...needs].filter(([, n]) => n !== 0)
  if (moved.length === 0) return
  const done = await tx.query(move, [campaign, moved.map(([key]) => key), moved.map(([, n]) => n)])
  if (done.length !== moved.length) throw new Error('Places were given that are not there')
}

/**
 * What a new party gets, in one statement, for all who register wait for its lock: places, state, numbers where the place is
 * sure, and the mail that says so.
 */
export async function placeNewcomer(
  tx: Sql,
  campaign: string,
  { partyId, needs, state }: { partyId: string; needs: Map<string, number>; state: string },
): Promise<void> {
  const given = state === 'waiting' ? [] : [...needs]
  const [row] = await tx.query<{ moved: number }>(place, [
    campaign,
    partyId,
    given.map(([key]) => key),
    given.map(([, n]) => n),
    state,
  ])
  if (row!.moved !== given.length) throw new Error('Places were given that are not there')
}

/** Numbers for walkers whose place is sure, in the order in which they registered; whoever has one keeps it. */
export async function giveBibs(tx: Sql, campaign: string, walkerIds: readonly string[]): Promise<void> {
  await tx.query(bibs, [campaign, walkerIds])
}
