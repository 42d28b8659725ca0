import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { overdueBefore } from '../board'
import type { MissingContact, MissingOf } from '../missing'

/** More than this at once is read from the export. */
export const mostMissing = 200

const columns = `
  w.id AS "walkerId", w.bib, w.level, u.name AS unit, CASE WHEN c.started_at IS NULL THEN 'not-started' ELSE 'on-the-way' END AS state,
  c.last_place AS "lastPlace", (extract(epoch FROM c.last_at) * 1000)::bigint AS "lastAt", w.name, w.minor, p.contact_phone AS phone,
  w.emergency_name AS "emergencyName", w.emergency_phone AS "emergencyPhone"`
const overdue = `
  SELECT ${columns} FROM walks_card c JOIN walks_walker w ON w.id = c.walker_id JOIN walks_party p ON p.id = w.party_id
    LEFT JOIN walks_unit u ON u.id = w.unit_id
   WHERE c.campaign = $1 AND c.walker_id IS NOT NULL AND c.started_at IS NOT NULL AND c.finished_at IS NULL
     AND c.last_at < (SELECT CASE WHEN $2::timestamptz >= back_by THEN 'infinity' ELSE $3::timestamptz END
                        FROM walks_walk WHERE campaign = $1)
   ORDER BY c.last_at, c.id LIMIT ${mostMissing}`
const ofUnit = `
  SELECT ${columns} FROM walks_walker w JOIN walks_party p ON p.id = w.party_id JOIN walks_unit u ON u.id = w.unit_id
    LEFT JOIN walks_card c ON c.walker_id = w.id
   WHERE w.campaign = $1 AND w.unit_id = $2::uuid AND (w.state = 'registered' OR c.started_at IS NOT NULL) AND c.finished_at IS NULL
   ORDER BY (c.started_at IS NULL), c.last_at, w.bib, w.id LIMIT ${mostMissing}`

/** Whoever has been out longest first; of a unit then those who never started. At most `mostMissing`. */
export async function findMissing(
  sql: Sql,
  campaign: string,
  which: MissingOf,
  now: Date,
): Promise<MissingContact[]> {
  if (which.of === 'unit' && !isUuid(which.unit)) return []
  const silent = overdueBefore(now.getTime(), Number.POSITIVE_INFINITY)
  const [statement, values] =
    which.of === 'unit' ? [ofUnit, [campaign, which.unit]] : [overdue, [campaign, now, new Date(silent)]]
  const rows = await sql.query<Omit<MissingContact, 'lastAt'> & { lastAt: bigint | null }>(statement, values)
  return rows.map((row) => ({ ...row, lastAt: row.lastAt === null ? null : Number(row.lastAt) }))
}
