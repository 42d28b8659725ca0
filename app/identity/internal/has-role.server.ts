import type { Sql } from '~/platform/db.server'

const hasRoleNow = `
  SELECT 1 AS one FROM identity_grant
   WHERE user_id = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now()) LIMIT 1`

/** Whether a person has a role; one that was taken back or has run out counts for nothing. */
export const hasRole = async (sql: Sql, personId: string): Promise<boolean> =>
  (await sql.query(hasRoleNow, [personId])).length > 0
