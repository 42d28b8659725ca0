import type { Sql } from './db.server'

export interface OpenAlert {
  id: string
  kind: string
  subject: string
  seenTimes: number
  at: Date
  lastSeenAt: Date
}

/** Where a page of alerts ended. */
export interface AlertKey {
  lastSeenAt: Date
  id: string
}

const page = `
  SELECT id::text, kind, subject, seen_times AS "seenTimes", created_at AS at, last_seen_at AS "lastSeenAt"
    FROM platform_alert
   WHERE resolved_at IS NULL AND ($1::text[] IS NULL OR kind = ANY ($1)) AND NOT kind = ANY ($2::text[])
     AND ($3::timestamptz IS NULL OR (last_seen_at, id) < ($3::timestamptz, $4::bigint))
   ORDER BY last_seen_at DESC, id DESC LIMIT $5`

/** Open alerts, the last seen first, `limit` to a page. `kinds` leaves only those; `except` leaves those out. `next` is null on the last page. */
export async function listAlerts(
  sql: Sql,
  {
    kinds,
    except = [],
    after,
    limit = 50,
  }: { kinds?: readonly string[]; except?: readonly string[]; after?: AlertKey; limit?: number } = {},
): Promise<{ alerts: OpenAlert[]; next: AlertKey | null }> {
  const values = [kinds ?? null, except, after?.lastSeenAt ?? null, after?.id ?? null, limit + 1]
  const rows = await sql.query<OpenAlert>(page, values)
  const alerts = rows.slice(0, limit)
  const last = alerts.at(-1)
  return {
    alerts,
    next: last && rows.length > limit ? { lastSeenAt: last.lastSeenAt, id: last.id } : null,
  }
}
