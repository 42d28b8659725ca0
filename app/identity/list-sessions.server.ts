import type { Sql } from '~/platform/db.server'

export interface OpenSession {
  id: string
  userAgent: string
  since: Date
}

const openOnes = `
  SELECT id, coalesce(user_agent, '') AS "userAgent", created_at AS since FROM identity_session
   WHERE user_id = $1 AND expires_at > now() ORDER BY created_at DESC, id LIMIT 100`

/** Where a person is signed in, newest first. */
export const listSessions = (sql: Sql, personId: string): Promise<OpenSession[]> =>
  sql.query<OpenSession>(openOnes, [personId])
