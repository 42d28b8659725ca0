import type { Sql } from '~/platform/db.server'

/** People with a live role of their own, by name: for whom somebody can stand in. 500 at most. */
export async function listStandInChoices(sql: Sql): Promise<{ id: string; name: string }[]> {
  return sql.query<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM identity_user u WHERE u.closed_at IS NULL AND EXISTS (
       SELECT FROM identity_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL AND g.stands_in_for IS NULL
          AND (g.valid_until IS NULL OR g.valid_until > now())) ORDER BY u.name, u.id LIMIT 500`,
  )
}
