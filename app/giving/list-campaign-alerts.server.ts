import type { Sql } from '~/platform/db.server'

export interface CampaignAlert {
  id: string
  kind: string
  /** ISO 8601. */
  since: string
  lastSeen: string
  seenTimes: number
}

const mostOpen = 500
/** An alert names its gift or its payment, in the subject or in the detail; of the newest open ones those of this campaign's gifts. */
const openAlerts = `
  WITH open AS MATERIALIZED (
    SELECT id, kind, created_at, last_seen_at, seen_times, coalesce(detail ->> 'gift', detail ->> 'giftId', subject) AS gift,
           coalesce(nullif(detail ->> 'paymentRef', ''), nullif(detail ->> 'payment', ''), subject) AS payment
      FROM platform_alert WHERE resolved_at IS NULL ORDER BY last_seen_at DESC LIMIT ${mostOpen}
  )
  SELECT a.id::text AS id, a.kind, a.created_at AS since, a.last_seen_at AS "lastSeen", a.seen_times AS "seenTimes"
    FROM open a
   WHERE $1 IN (
     SELECT campaign FROM giving_gift
      WHERE id = CASE WHEN a.gift ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.gift::uuid END
     UNION ALL SELECT campaign FROM giving_gift WHERE payment_ref = a.payment AND state = 'confirmed'
   ) ORDER BY a.last_seen_at DESC LIMIT $2`

/** Open alerts about gifts of one campaign, newest first. What belongs to no campaign is not here but in the system's health. */
export async function listCampaignAlerts(sql: Sql, campaign: string, limit = 20): Promise<CampaignAlert[]> {
  const rows = await sql.query<Omit<CampaignAlert, 'since' | 'lastSeen'> & { since: Date; lastSeen: Date }>(
    openAlerts,
    [campaign, limit],
  )
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
  }))
}
