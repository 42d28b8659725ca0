import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { type Pass, placeScope } from '~/identity/pass'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

const hear = `
  INSERT INTO walks_device AS d (id, campaign, pass_id, place, label, offset_ms, unsent, last_seen_at)
  VALUES ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, $8)
  ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms, unsent = excluded.unsent, last_seen_at = excluded.last_seen_at
   WHERE d.pass_id = excluded.pass_id RETURNING id`

/**
 * A volunteer's phone tells of itself: how many scans it holds unsent, and how far its clock is off (milliseconds, phone minus
 * server). Refuses `not-allowed`, and `not-yours` where another pass has this device's id.
 */
export async function hearDevice(
  sql: Sql,
  by: Actor,
  pass: Pass,
  told: { device: string; unsent: number; offsetMs: number },
  now = new Date(),
): Promise<Outcome<object, 'not-allowed' | 'not-yours'>> {
  const { campaign } = pass
  if (!can(by, 'scan.keep', { campaign, place: placeScope(campaign, pass.place) }))
    return { ok: false, reason: 'not-allowed' }
  const values = [
    told.device,
    campaign,
    pass.id,
    pass.place,
    pass.label,
    BigInt(told.offsetMs),
    told.unsent,
    now,
  ]
  const [heard] = await sql.query<{ id: string }>(hear, values)
  return heard ? { ok: true } : { ok: false, reason: 'not-yours' }
}
