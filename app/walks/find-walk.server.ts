import type { Sql } from '~/platform/db.server'
import type { Walk } from './walk'

const local = (column: string, shape: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', '${shape}')`
const minute = 'YYYY-MM-DD"T"HH24:MI'
const clock = 'HH24:MI'
const columns = `
  SELECT w.campaign, w.day, ${local('w.register_from', minute)} AS "registerFrom",
         ${local('w.register_until', minute)} AS "registerUntil", ${local('w.back_by', clock)} AS "backBy",
         w.stamp_order AS "stampOrder", w.least_minutes_apart AS "leastMinutesApart", w.fee_fen AS "feeFen", w.unit_members AS "unitMembers", w.questions, w.trails,
         w.version, json_build_object('version', v.version, 'zh', v.text_zh, 'en', v.text_en) AS waiver,
         (SELECT coalesce(json_agg(json_build_object('key', l.key, 'nameZh', l.name_zh, 'nameEn', l.name_en, 'km', l.km,
             'capacity', l.capacity, 'taken', l.taken, 'needs', l.needs) ORDER BY l.position, l.key), '[]')
            FROM walks_level l WHERE l.campaign = w.campaign) AS levels,
         (SELECT coalesce(json_agg(json_build_object('key', p.key, 'kind', p.kind, 'nameZh', p.name_zh, 'nameEn', p.name_en,
             'gameZh', p.game_zh, 'gameEn', p.game_en, 'x', p.x, 'y', p.y, 'opens', ${local('p.opens_at', clock)},
             'closes', ${local('p.closes_at', clock)}, 'stamps',
             coalesce((SELECT sum(m.stamps) FROM walks_place_minute m WHERE m.campaign = p.campaign AND m.place = p.key), 0))
             ORDER BY p.position, p.key), '[]')
            FROM walks_place p WHERE p.campaign = w.campaign) AS places
    FROM walks_walk w JOIN walks_waiver v ON v.campaign = w.campaign AND v.version = w.waiver_version
   WHERE w.campaign = $1`

/** The walk of a campaign with all that its organiser decided, or null. `lock` keeps it for the transaction. */
export async function findWalk(
  sql: Sql,
  campaign: string,
  options: { lock?: boolean } = {},
): Promise<Walk | null> {
  const [walk] = await sql.query<Walk>(options.lock ? `${columns} FOR UPDATE OF w` : columns, [campaign])
  return walk ?? null
}
