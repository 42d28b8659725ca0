import type { Database } from '~/platform/db.server'
import { keepSuspicions } from './keep-suspicion.server'

const windowMinutes = 10
/** A crowd at the gate also leaves checkouts unpaid; a machine leaves almost nothing else. */
const leastUnpaid = 30
const unpaidPerConfirmed = 5
const quietHours = 1

const raise = `
  WITH unpaid AS (
    SELECT campaign, count(*)::int AS n, count(*) FILTER (WHERE state = 'failed')::int AS failed FROM giving_gift
     WHERE state IN ('started', 'failed', 'expired') AND octet_length(salt) > 0
       AND created_at > $1::timestamptz - make_interval(mins => $2) GROUP BY campaign HAVING count(*) >= $3
  ), burst AS (
    SELECT u.*, (SELECT count(*)::int FROM giving_gift g WHERE g.campaign = u.campaign AND g.state = 'confirmed'
                    AND g.confirmed_at > $1::timestamptz - make_interval(mins => $2)) AS confirmed FROM unpaid u
  )
  SELECT campaign, n AS unpaid, failed, confirmed, platform_alert('card-testing', campaign, jsonb_build_object('unpaid', n, 'failed', failed, 'confirmed',
           confirmed, 'minutes', $2::int))::text AS alerted
    FROM burst WHERE n >= $4 * greatest(confirmed, 1)
     AND NOT EXISTS (SELECT FROM platform_alert a WHERE a.kind = 'card-testing' AND a.subject = burst.campaign
                        AND a.last_seen_at > $1::timestamptz - make_interval(hours => $5))`

/**
 * Looks for bursts of gifts that are started or failed and hardly ever paid, as when stolen cards are tried: at least 30 in
 * ten minutes, and five for each that arrived. Alerts `card-testing` per campaign, at most once an hour, and puts the burst into the
 * queue of suspicions. Counts rows that are there anyway: it keeps no address, session or card. Answers the campaigns alerted.
 */
export async function detectCardTesting(db: Database, now: Date): Promise<string[]> {
  return db.transaction(async (tx) => {
    type Burst = { campaign: string; unpaid: number; failed: number; confirmed: number }
    const asked = [now, windowMinutes, leastUnpaid, unpaidPerConfirmed, quietHours]
    const bursts = await tx.query<Burst>(raise, asked)
    await keepSuspicions(
      tx,
      bursts.map(({ campaign, unpaid, failed, confirmed }) => ({
        ...{ kind: 'card-testing', key: `${campaign} ${now.toISOString()}`, campaign },
        facts: { unpaid, failed, confirmed, minutes: windowMinutes },
      })),
    )
    return bursts.map(({ campaign }) => campaign)
  })
}
