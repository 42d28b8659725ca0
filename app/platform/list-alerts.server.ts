import type { Sql } from './db.server'

export interface OpenAlert {
  id: string
  kind: string
  subject: string
  seenTimes: number
  at: Date
  lastSeenAt: Date
}

/** Open alerts, the last seen first, at most `limit`. `kinds` leaves only those; `except` leaves those out. */
export function listAlerts(
  sql: Sql,
  {
    kinds,
    except = [],
    limit = 50,
  }: { kinds?: readonly string[]; except?: readonly string[]; limit?: number } = {},
): Promise<OpenAlert[]> {
  return sql.query<OpenAlert>(
    `SELECT id::text, kind, subject, seen_times AS "seenTimes", created_at AS at, last_seen_at AS "lastSeenAt"
       FROM platform_alert WHERE resolved_at IS NULL AND ($1::text[] IS NULL OR kind = ANY ($1)) AND NOT kind = ANY ($2::text[])
      ORDER BY last_seen_at DESC, id DESC LIMIT $3`,
    [kinds ?? null, except, limit],
  )
}
