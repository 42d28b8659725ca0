import type { Database, Sql } from '~/platform/db.server'
import type { CardId } from './card-id'
import { carryStamps } from './internal/carried-cards.server'
import { figureMoves, unitMoves } from './internal/figure-moves'
import { readCard, type Trust } from './stamp-rules'
import type { WalkPlans } from './walk-plans.server'

const elect = `SELECT pg_try_advisory_xact_lock(hashtextextended('walks.fold', 0)) AS elected`
const waitForTurn = `SELECT true AS elected FROM (SELECT pg_advisory_xact_lock(hashtextextended('walks.fold', 0))) AS turn`
const take = `
  DELETE FROM walks_card_move
   WHERE id IN (SELECT id FROM walks_card_move WHERE $2::text IS NULL OR card = $2 ORDER BY id LIMIT $1) RETURNING campaign, card`
const load = `
  SELECT c.id, c.campaign, c.folded_as AS "foldedAs", coalesce(w.level, '-') AS "as", c.stamps, c.started_at AS "startedAt",
         c.finished_at AS "finishedAt", c.levels, c.last_place AS "lastPlace", c.folded_unit AS "foldedUnit", w.unit_id AS unit,
         (SELECT coalesce(json_agg(json_build_object('place', s.place, 'trust', s.trust, 'voided', s.voided,
                   'at', (extract(epoch FROM s.happened_at) * 1000)::bigint) ORDER BY s.happened_at, s.place), '[]')
            FROM walks_stamp s WHERE s.card = c.id) AS merged
    FROM walks_card c LEFT JOIN walks_walker w ON w.id = c.walker_id WHERE c.id = ANY ($1::text[]) ORDER BY c.id`
const store = `
  UPDATE walks_card c SET stamps = f.stamps, started_at = f.started, finished_at = f.finished, last_place = f.last_place,
         last_at = f.last_at, unsure = f.unsure AND c.back_at IS NULL, levels = string_to_array(f.levels, ' '), folded_as = f.folded_as, folded_unit = f.folded_unit
    FROM unnest($1::text[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::text[],
                $8::text[], $9::uuid[], $10::bool[])
      AS f (id, stamps, started, finished, last_place, last_at, levels, folded_as, folded_unit, unsure)
   WHERE c.id = f.id`
/** A stamp whose time moved, that was voided, or that another card counts, leaves the minute that counted it. */
const countMinutes = `
  WITH counted AS (
    SELECT s.card, s.place, s.campaign, s.folded_minute AS before,
           CASE WHEN NOT s.voided AND s.card <> ALL ($2::text[]) THEN date_trunc('minute', s.happened_at) END AS after
      FROM walks_stamp s WHERE s.card = ANY ($1::text[])
  ), moved AS (
    SELECT * FROM counted WHERE before IS DISTINCT FROM after
  ), marked AS (
    UPDATE walks_stamp s SET folded_minute = m.after FROM moved m WHERE s.card = m.card AND s.place = m.place
  )
  INSERT INTO walks_place_minute AS t (campaign, place, minute, stamps)
  SELECT campaign, place, minute, sum(n) FROM (
    SELECT campaign, place, after AS minute, 1 AS n FROM moved WHERE after IS NOT NULL
    UNION ALL SELECT campaign, place, before, -1 FROM moved WHERE before IS NOT NULL) AS each_way
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (campaign, place, minute) DO UPDATE SET stamps = t.stamps + excluded.stamps`
const moveFigures = `
  INSERT INTO walks_figure AS t (campaign, name, level, value)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[])
  ON CONFLICT (campaign, name, level) DO UPDATE SET value = t.value + excluded.value`
const moveUnits = `
  INSERT INTO walks_unit_figure AS t (unit, campaign, started, finished, completed)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[])
  ON CONFLICT (unit) DO UPDATE SET started = t.started + excluded.started, finished = t.finished + excluded.finished,
         completed = t.completed + excluded.completed`
const raise = `
  INSERT INTO walks_flag (card, place, reason, campaign)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`

export interface FoldedCard {
  id: string
  campaign: string
  /** As what the figures count it: `-` a visitor, else the walker's level; empty before the first time, or when another counts. */
  foldedAs: string
  /** Empty: another card counts for it. */
  as: string
  stamps: number
  startedAt: Date | null
  finishedAt: Date | null
  levels: string[]
  lastPlace: string | null
  /** For which unit the figures count it, and of which its walker is now. */
  foldedUnit: string | null
  unit: string | null
  merged: { place: string; trust: Trust; at: number; voided: boolean }[]
}

/**
 * Brings cards whose stamps moved up to date: what they read (stamp-rules), the board's figures, stamps by place and minute, and
 * flags that need several stamps to be seen. Up to `limit` moves in one transaction, by one folder at a time; costs O(moves),
 * whatever was stored before. Sends NOTIFY `walk` with each campaign that moved. Answers how many moves were taken.
 * With `card` only that one, at once: whoever asks for it waits for the folder that is at work, instead of for the next.
 */
export async function foldCards(
  db: Database,
  plans: WalkPlans,
  { limit = 1_000, card = null }: { limit?: number; card?: CardId | null } = {},
): Promise<number> {
  const [queue] = await db.query<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM walks_card_move WHERE $1::text IS NULL OR card = $1) AS found',
    [card],
  )
  if (!queue?.found) return 0
  // Read before the transaction: the embedded database has one connection.
  const campaigns = await db.query<{ campaign: string }>('SELECT DISTINCT campaign FROM walks_card_move')
  const walks = new Map(
    await Promise.all(campaigns.map(async ({ campaign }) => [campaign, await plans.get(campaign)] as const)),
  )
  return db.transaction(async (tx) => {
    const [lock] = await tx.query<{ elected: boolean }>(card === null ? elect : waitForTurn)
    if (!lock?.elected) return 0
    const moves = await tx.query<{ campaign: string; card: string }>(take, [limit, card])
    const { ids, carried } = await carryStamps(tx, [...new Set(moves.map(({ card }) => card))])
    const cards = await tx.query<FoldedCard>(load, [ids])
    const read = cards.flatMap((card) => {
      const plan = walks.get(card.campaign)?.plan
      const as = carried.has(card.id) ? '' : card.as
      return plan ? [{ card: { ...card, as }, reading: readCard(plan, card.merged) }] : []
    })
    if (read.length === 0) return moves.length
    const time = (ms: number | null | undefined) => (ms == null ? null : new Date(ms))
    await tx.query(store, [
      read.map(({ card }) => card.id),
      read.map(({ reading }) => reading.stamps.length),
      read.map(({ reading }) => time(reading.startedAt)),
      read.map(({ reading }) => time(reading.finishedAt)),
      read.map(({ reading }) => reading.last?.place ?? null),
      read.map(({ reading }) => time(reading.last?.at)),
      read.map(({ reading }) =>
        reading.levels.flatMap(({ key, complete }) => (complete ? [key] : [])).join(' '),
      ),
      read.map(({ card }) => card.as),
      read.map(({ card }) => card.unit),
      read.map(({ reading }) => reading.finishedBy === 'static'),
    ])
    await tx.query(countMinutes, [ids, [...carried]])
    const figures = figureMoves(read)
    await tx.query(moveFigures, [
      figures.map(({ campaign }) => campaign),
      figures.map(({ name }) => name),
      figures.map(({ level }) => level),
      figures.map(({ by }) => by),
    ])
    const units = unitMoves(read)
    await tx.query(moveUnits, [
      units.map(({ unit }) => unit),
      units.map(({ campaign }) => campaign),
      units.map(({ started }) => started),
      units.map(({ finished }) => finished),
      units.map(({ completed }) => completed),
    ])
    const flags = read.flatMap(({ card, reading }) =>
      card.as === '' ? [] : reading.flags.map((flag) => ({ card, ...flag })),
    )
    await tx.query(raise, [
      flags.map(({ card }) => card.id),
      flags.map(({ place }) => place),
      flags.map(({ flag }) => flag),
      flags.map(({ card }) => card.campaign),
    ])
    await announce(tx, new Set(read.map(({ card }) => card.campaign)))
    return moves.length
  })
}

async function announce(tx: Sql, campaigns: Set<string>): Promise<void> {
  for (const campaign of campaigns) await tx.query(`SELECT pg_notify('walk', $1)`, [campaign])
}
