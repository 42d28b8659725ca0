import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { takeOutLeader } from './internal/change-unit.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'

const find = `
  SELECT u.id::text AS id, $2::timestamptz >= (k.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
           OR NOT EXISTS (SELECT FROM walks_walker w WHERE w.unit_id = u.id AND w.state <> 'cancelled') AS over
    FROM walks_unit u JOIN walks_walk k ON k.campaign = u.campaign WHERE u.manage_hash = $1 FOR UPDATE OF u`

/**
 * A leader takes their own name, address and phone out of the unit, once the walk is over or everybody is cancelled. Members erase
 * themselves (`eraseParty`); what the day counted stays. Refuses `unknown`, `not-over-yet` (somebody is still led: the desk can do
 * it for whoever cannot wait).
 */
export async function eraseLeader(
  db: Database,
  { secret, now }: { secret: string; now: Date },
): Promise<Outcome<object, 'unknown' | 'not-over-yet'>> {
  if (!isLinkSecret(secret)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [unit] = await tx.query<{ id: string; over: boolean }>(find, [hashOfLink(secret), now])
    if (!unit) return { ok: false, reason: 'unknown' }
    if (!unit.over) return { ok: false, reason: 'not-over-yet' }
    await takeOutLeader(tx, unit.id, now)
    return { ok: true }
  })
}
