import type { Sql } from '~/platform/db.server'
import {
  type Board,
  type BoardDevice,
  type BoardLevel,
  type BoardPlace,
  type BoardStamps,
  type BoardUnit,
  type BoardWindow,
  overdueBefore,
  type UnitsKey,
  windowNow,
} from './board'
import { type FigureName, figureNames, type WalkFigures } from './walk-figures'

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`
/** More than a person counts; a number that stands for more says so. */
export const mostCounted = 10_000
const mostUnits = 100
const minuteMs = 60_000
const aroundMs = 30 * minuteMs

const findWalk = `
  SELECT ${ms('back_by')} AS "backBy", stamp_order AS "stampOrder",
         (SELECT ${ms('min(opens_at)')} FROM walks_place p WHERE p.campaign = w.campaign) AS "opensAt",
         (SELECT ${ms('max(closes_at)')} FROM walks_place p WHERE p.campaign = w.campaign) AS "closesAt"
    FROM walks_walk w WHERE campaign = $1`
/** Figures are a handful of rows; what is counted here are walkers who are out, phones and flags, never scans. */
const readAll = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('key', key, 'nameZh', name_zh, 'nameEn', name_en, 'registered', taken)
              ORDER BY position, key), '[]') FROM walks_level WHERE campaign = $1) AS levels,
    (SELECT coalesce(json_agg(json_build_object('key', key, 'kind', kind, 'nameZh', name_zh, 'nameEn', name_en)
              ORDER BY position, key), '[]') FROM walks_place WHERE campaign = $1) AS places,
    (SELECT coalesce(json_agg(json_build_object('name', name, 'level', level, 'value', value)), '[]')
       FROM walks_figure WHERE campaign = $1) AS figures,
    (SELECT coalesce(json_agg(json_build_object('id', id, 'label', label, 'place', place, 'unsent', unsent,
              'lastSeenAt', ${ms('last_seen_at')}) ORDER BY unsent DESC, last_seen_at, id), '[]')
       FROM walks_device WHERE campaign = $1) AS devices,
    (SELECT count(*)::int FROM (SELECT FROM walks_card WHERE campaign = $1 AND walker_id IS NOT NULL
        AND started_at IS NOT NULL AND finished_at IS NULL AND last_at < $2 LIMIT ${mostCounted}) AS late)
    + (SELECT count(*)::int FROM walks_card WHERE campaign = $1 AND walker_id IS NOT NULL AND unsure AND last_at < $2) AS overdue,
    (SELECT count(*)::int FROM walks_card WHERE campaign = $1 AND walker_id IS NOT NULL AND unsure) AS unsure,
    (SELECT count(*)::int FROM (SELECT FROM walks_flag WHERE campaign = $1 AND decision IS NULL LIMIT ${mostCounted}) AS f) AS flags,
    (SELECT count(*)::int FROM (SELECT FROM walks_card_move WHERE campaign = $1 LIMIT ${mostCounted}) AS m) AS unfolded`
/** Those of whom most are missing first; whom only the finish's poster has seen is one of them. */
const readUnits = `
  SELECT * FROM (SELECT u.id, u.name, r.n AS registered, coalesce(f.started, 0) AS started,
         coalesce(f.finished, 0) - coalesce(s.n, 0) AS finished, r.n - coalesce(f.finished, 0) + coalesce(s.n, 0) AS missing, (count(*) OVER ())::int AS "all"
    FROM walks_unit u
    JOIN (SELECT unit_id, count(*)::int AS n FROM walks_walker
           WHERE campaign = $1 AND state = 'registered' AND unit_id IS NOT NULL GROUP BY unit_id) r ON r.unit_id = u.id
    LEFT JOIN walks_unit_figure f ON f.unit = u.id
    LEFT JOIN (SELECT folded_unit, count(*)::int AS n FROM walks_card
                WHERE campaign = $1 AND walker_id IS NOT NULL AND unsure GROUP BY folded_unit) s ON s.folded_unit = u.id
) u
   WHERE $3::uuid IS NULL OR u.missing < $2::int OR (u.missing = $2 AND u.id > $3)
   ORDER BY u.missing DESC, u.id LIMIT ${mostUnits + 1}`
const readMinutes = `
  SELECT ${ms(`date_bin(make_interval(mins => $4::int), m.minute, $2)`)} AS at, m.place, sum(m.stamps)::int AS stamps
    FROM walks_place_minute m JOIN walks_place p ON p.campaign = m.campaign AND p.key = m.place AND p.kind = 'checkpoint'
   WHERE m.campaign = $1 AND m.minute >= $2 AND m.minute < $3 GROUP BY 1, 2 HAVING sum(m.stamps) > 0 ORDER BY 1, 2`

interface All {
  levels: BoardLevel[]
  places: Pick<BoardPlace, 'key' | 'kind' | 'nameZh' | 'nameEn'>[]
  figures: { name: string; level: string; value: number }[]
  devices: BoardDevice[]
  overdue: number
  unsure: number
  flags: number
  unfolded: number
}

/**
 * The organiser's board as of `now`, or null where there is no walk. Five statements that read folded figures, walkers who
 * are out, units and phones: the cost does not follow the scans that are stored.
 */
export async function readBoard(
  sql: Sql,
  campaign: string,
  { now, window: asked, units: from }: { now: Date; window?: BoardWindow; units?: UnitsKey },
): Promise<Board | null> {
  const asOf = now.getTime()
  const [walk] = await sql.query<{
    backBy: bigint
    stampOrder: Board['stampOrder']
    opensAt: bigint | null
    closesAt: bigint | null
  }>(findWalk, [campaign])
  if (!walk) return null
  const backBy = Number(walk.backBy)
  const [opensAt, closesAt] = [Number(walk.opensAt ?? backBy), Number(walk.closesAt ?? backBy)]
  const window = asked ?? windowNow(asOf, opensAt, closesAt)
  const before = overdueBefore(asOf, backBy)
  const time =
    window === 'hour'
      ? { from: floorTo(asOf, 1) - 59 * minuteMs, until: floorTo(asOf, 1) + minuteMs, stepMinutes: 1 }
      : { from: floorTo(opensAt - aroundMs, 10), until: floorTo(closesAt + aroundMs, 10), stepMinutes: 10 }
  const [[all], units, stamps] = await Promise.all([
    sql.query<All>(readAll, [campaign, Number.isFinite(before) ? new Date(before) : 'infinity']),
    sql.query<BoardUnit & { all: number; missing: number }>(readUnits, [
      campaign,
      from?.missing ?? null,
      from?.id ?? null,
    ]),
    sql.query<Omit<BoardStamps, 'at'> & { at: bigint }>(readMinutes, [
      campaign,
      new Date(time.from),
      new Date(time.until),
      time.stepMinutes,
    ]),
  ])
  const shown = units.slice(0, mostUnits)
  const last = shown.at(-1)
  const { places, figures, ...rest } = all!
  const at = (place: string, level: string) =>
    figures.find((f) => f.name === `at:${place}` && f.level === level)?.value ?? 0
  return {
    campaign,
    asOf,
    backBy,
    stampOrder: walk.stampOrder,
    ...rest,
    figures: figuresOf(figures),
    places: places.map((place) => {
      const visitors = at(place.key, '-')
      return { ...place, visitors, walkers: at(place.key, '*') - visitors }
    }),
    units: shown.map(({ all: _, missing: __, ...unit }) => unit),
    allUnits: units[0]?.all ?? 0,
    nextUnits: units.length > mostUnits ? { missing: last!.missing, id: last!.id } : null,
    time: { window, ...time, stamps: stamps.map((row) => ({ ...row, at: Number(row.at) })) },
  }
}

const floorTo = (at: number, minutes: number) => Math.floor(at / (minutes * minuteMs)) * minutes * minuteMs

function figuresOf(rows: All['figures']): WalkFigures {
  const figures: WalkFigures = { cards: {}, stamps: {}, started: {}, finished: {}, completed: {} }
  for (const { name, level, value } of rows)
    if (figureNames.includes(name as FigureName)) figures[name as FigureName][level] = value
  return figures
}
