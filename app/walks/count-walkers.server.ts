import type { Sql } from '~/platform/db.server'

export interface LevelCount {
  key: string
  nameZh: string
  nameEn: string
  capacity: number
  registered: number
  unpaid: number
  waiting: number
  cancelled: number
}
export interface UnitCount {
  id: string
  name: string
  /** Who holds a place, and who waits for one. */
  walkers: number
  waiting: number
}

const byState = (state: string) => `(count(w.id) FILTER (WHERE w.state = '${state}'))::int AS ${state}`
const levels = `
  SELECT l.key, l.name_zh AS "nameZh", l.name_en AS "nameEn", l.capacity, ${byState('registered')}, ${byState('unpaid')},
         ${byState('waiting')}, ${byState('cancelled')}
    FROM walks_level l LEFT JOIN walks_walker w ON w.campaign = l.campaign AND w.level = l.key
   WHERE l.campaign = $1 GROUP BY l.campaign, l.key ORDER BY l.position, l.key`
const units = `
  SELECT u.id::text AS id, u.name, (count(w.id) FILTER (WHERE w.state IN ('registered', 'unpaid')))::int AS walkers,
         ${byState('waiting')}
    FROM walks_unit u LEFT JOIN walks_walker w ON w.unit_id = u.id WHERE u.campaign = $1 GROUP BY u.id ORDER BY u.name LIMIT 1000`

/** How many walk, by level and state, and by unit. */
export async function countWalkers(
  sql: Sql,
  campaign: string,
): Promise<{ levels: LevelCount[]; units: UnitCount[] }> {
  return {
    levels: await sql.query<LevelCount>(levels, [campaign]),
    units: await sql.query<UnitCount>(units, [campaign]),
  }
}
