import type { Sql } from '~/platform/db.server'

/** A unit in the desk's list. */
export interface ListedUnit {
  id: string
  name: string
  /** Empty once it was taken out. */
  leaderName: string
  /** Whether anything of the leader is still kept. */
  led: boolean
  closed: boolean
  members: number
}
const pageSize = 100

const list = `
  SELECT u.id::text AS id, u.name, u.leader_name AS "leaderName", u.leader_name || u.leader_email || u.leader_phone <> '' AS led,
         u.closed_at IS NOT NULL AS closed,
         (SELECT count(*)::int FROM walks_walker w WHERE w.unit_id = u.id AND w.state <> 'cancelled') AS members
    FROM walks_unit u WHERE u.campaign = $1 AND ($2::text IS NULL OR u.name > $2) ORDER BY u.name LIMIT $3`

/** A page of a campaign's units by name, which is each one's own; `next` is null on the last. */
export async function listUnits(
  sql: Sql,
  campaign: string,
  { after = null, limit = pageSize }: { after?: string | null; limit?: number } = {},
): Promise<{ units: ListedUnit[]; next: string | null }> {
  const rows = await sql.query<ListedUnit>(list, [campaign, after, limit + 1])
  const units = rows.slice(0, limit)
  return { units, next: rows.length > limit ? units.at(-1)!.name : null }
}
