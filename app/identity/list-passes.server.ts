import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { PassRole } from './role'

export interface ListedPass {
  id: string
  role: PassRole
  place: string
  label: string
  validOn: Day
  revokedAt: Date | null
  /** How many phones have taken it up, and when one of them last asked for something. */
  phones: number
  lastUsedAt: Date | null
  createdByName: string | null
}

const page = `
  SELECT p.id, p.role, p.place, p.label, p.valid_on AS "validOn", p.revoked_at AS "revokedAt", p.phones,
         p.last_used_at AS "lastUsedAt", u.name AS "createdByName"
    FROM identity_pass p LEFT JOIN identity_user u ON u.id = p.created_by
   WHERE p.campaign = $1 AND ($2::uuid IS NULL
         OR (p.valid_on, p.id) < (SELECT a.valid_on, a.id FROM identity_pass a WHERE a.id = $2::uuid AND a.campaign = $1))
   ORDER BY p.valid_on DESC, p.id DESC LIMIT $3`

/** Passes of one campaign, the latest day first, `limit` to a page; `next` is null on the last one. */
export async function listPasses(
  sql: Sql,
  campaign: string,
  { after, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<{ passes: ListedPass[]; next: string | null }> {
  const values = [campaign, after && isUuid(after) ? after : null, limit + 1]
  const rows = await sql.query<ListedPass>(page, values)
  const passes = rows.slice(0, limit)
  return { passes, next: rows.length > limit ? passes.at(-1)!.id : null }
}
