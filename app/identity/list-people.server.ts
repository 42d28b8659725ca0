import type { Sql } from '~/platform/db.server'
import type { AccountRole } from './role'

export interface ListedPerson {
  id: string
  name: string
  email: string
  closed: boolean
  secondFactor: boolean
  /** Live ones. */
  grants: { role: AccountRole; scope: string; standsInFor: string | null }[]
}

const page = `
  SELECT u.id, u.name, u.email, u.closed_at IS NOT NULL AS closed, (coalesce(u.two_factor_enabled, false) OR EXISTS (SELECT FROM identity_passkey k WHERE k.user_id = u.id)) AS "secondFactor",
         coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'standsInFor', s.name) ORDER BY g.granted_at)
                     FROM identity_grant g LEFT JOIN identity_user s ON s.id = g.stands_in_for
                    WHERE g.user_id = u.id AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now())), '[]') AS grants
    FROM identity_user u
   WHERE (u.id IN (SELECT user_id FROM identity_grant)
            AND ($1::text IS NULL OR strpos(lower(u.name), $1) > 0 OR strpos(lower(u.email), $1) > 0)
          OR u.email = $1)
     AND ($2::text IS NULL OR (u.name, u.id) > (SELECT a.name, a.id FROM identity_user a WHERE a.id = $2))
   ORDER BY u.name, u.id LIMIT $3`

/**
 * People who have or had a role, by name; `search` narrows by name or address, and a whole address also finds an account
 * without a role (a donor who is to be given one). `after` is the last person of the page before.
 */
export async function listPeople(
  sql: Sql,
  { search, after, limit = 50 }: { search?: string | null; after?: string | null; limit?: number } = {},
): Promise<{ people: ListedPerson[]; next: string | null }> {
  const asked = search?.replaceAll('\0', '').trim().toLowerCase().slice(0, 200) || null
  const rows = await sql.query<ListedPerson>(page, [asked, after || null, limit + 1])
  const people = rows.slice(0, limit)
  return { people, next: rows.length > limit ? people.at(-1)!.id : null }
}
