import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

const lockWalk = 'SELECT back_by AS "backBy" FROM walks_walk WHERE campaign = $1 FOR UPDATE'
const came = `
  EXISTS (SELECT FROM walks_walker w JOIN walks_card c ON c.walker_id = w.id
           WHERE w.party_id = p.id AND w.state <> 'cancelled' AND c.started_at IS NOT NULL)`
/** Marked and queued in one statement: a party is thanked once, however often this is asked for. */
const thank = `
  WITH thanked AS (
    UPDATE walks_party p SET thanked_at = clock_timestamp()
     WHERE p.campaign = $1 AND p.thanked_at IS NULL AND p.contact_email <> '' AND ${came} RETURNING p.id
  ), queued AS (
    INSERT INTO platform_outbox (topic, payload) SELECT 'send-thanks', json_build_object('partyId', id)::jsonb FROM thanked
  )
  SELECT count(*)::int AS parties FROM thanked`

/** How many parties came and were not thanked yet. */
export async function countUnthanked(db: Pick<Database, 'query'>, campaign: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM walks_party p
      WHERE p.campaign = $1 AND p.thanked_at IS NULL AND p.contact_email <> '' AND ${came}`,
    [campaign],
  )
  return row!.n
}

/**
 * Sends each party that came one mail of thanks with the way to its certificates; whoever comes in late is thanked by asking
 * again. Refuses `not-allowed`, `no-walk`, `not-over` (walkers may still be on their way), `nobody-left`.
 */
export async function thankWalkers(
  db: Database,
  by: Actor,
  { campaign, now }: { campaign: string; now: Date },
): Promise<Outcome<{ parties: number }, 'not-allowed' | 'no-walk' | 'not-over' | 'nobody-left'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [walk] = await tx.query<{ backBy: Date }>(lockWalk, [campaign])
    if (!walk) return { ok: false, reason: 'no-walk' }
    if (now < walk.backBy) return { ok: false, reason: 'not-over' }
    const [sent] = await tx.query<{ parties: number }>(thank, [campaign])
    const { parties } = sent!
    if (parties === 0) return { ok: false, reason: 'nobody-left' }
    const subject = { kind: 'campaign', id: campaign }
    await recordAct(tx, { by, action: 'walk.thank', subject, after: { parties } })
    return { ok: true, parties }
  })
}
