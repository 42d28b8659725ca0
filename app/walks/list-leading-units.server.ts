import type { Sql } from '~/platform/db.server'

/** A unit on the leaderboard; only its name is told, nobody's in it. */
export interface LeadingUnit {
  unit: string
  name: string
  registered: number
  finished: number
  completed: number
}
/** Where a page begins: after this one. */
export type LeadingKey = Pick<LeadingUnit, 'unit' | 'finished' | 'completed'>

const pageSize = 50
/** Reads one page of folded figures from their index, and counts the walkers of the units on it. */
const list = `
  SELECT f.unit, u.name, f.finished, f.completed,
         (SELECT count(*)::int FROM walks_walker w WHERE w.unit_id = f.unit AND w.state = 'registered') AS registered
    FROM walks_unit_figure f JOIN walks_unit u ON u.id = f.unit
   WHERE f.campaign = $1 AND f.started > 0
     AND ($2::int IS NULL OR f.finished < $2 OR (f.finished = $2 AND f.completed < $3::int)
          OR (f.finished = $2 AND f.completed = $3::int AND f.unit > $4::uuid))
   ORDER BY f.finished DESC, f.completed DESC, f.unit LIMIT ${pageSize + 1}`

/** Units by how many of them came back, then by how many completed a level; paged by key. */
export async function listLeadingUnits(
  sql: Sql,
  campaign: string,
  after?: LeadingKey,
): Promise<{ units: LeadingUnit[]; next: LeadingKey | null }> {
  const from = after ? [after.finished, after.completed, after.unit] : [null, null, null]
  const rows = await sql.query<LeadingUnit>(list, [campaign, ...from])
  const units = rows.slice(0, pageSize)
  return { units, next: rows.length > pageSize ? units.at(-1)! : null }
}
