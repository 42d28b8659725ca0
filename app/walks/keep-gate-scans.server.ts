import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { LatePass } from '~/identity/find-late-pass.server'
import { lateNewsEnd, placeScope } from '~/identity/pass'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { placeOfPass } from './find-roster.server'
import { hearDevice } from './hear-device.server'
import { keepScans } from './keep-scans.server'
import type { ScanAnswer } from './scan'
import type { WalkPlans } from './walk-plans.server'

export interface GateBatch {
  /** The phone's clock as it sent, milliseconds since 1970. */
  sentAt: number
  device: { id: string; unsent: number }
  scans: readonly unknown[]
}

/**
 * Keeps what a volunteer's phone stamped and what walkers' phones showed it, and hears how it does. Late news of a pass that is
 * over is kept as well, for three days: what it says of a time after its end is flagged. Once it was taken back all that it stamped
 * itself and that still comes is flagged, whatever time it claims. Refuses `not-allowed`, `pass-over` (later than that),
 * `unknown-walk`, and `not-yours` (another pass has this device's id); each scan is answered as in `keepScans`.
 */
export async function keepGateScans(
  sql: Sql,
  plans: WalkPlans,
  by: Actor,
  { pass, endsAt, revoked }: LatePass,
  { sentAt, device, scans }: GateBatch,
  now = Date.now(),
): Promise<Outcome<{ answers: ScanAnswer[] }, 'not-allowed' | 'pass-over' | 'unknown-walk' | 'not-yours'>> {
  if (!can(by, 'scan.keep', { campaign: pass.campaign, place: placeScope(pass.campaign, pass.place) }))
    return { ok: false, reason: 'not-allowed' }
  if (now >= lateNewsEnd(pass).getTime()) return { ok: false, reason: 'pass-over' }
  const walk = await plans.get(pass.campaign)
  if (!walk) return { ok: false, reason: 'unknown-walk' }
  const told = { device: device.id, unsent: device.unsent, offsetMs: sentAt - now }
  const heard = await hearDevice(sql, by, pass, told, new Date(now))
  if (!heard.ok) return heard
  const until = revoked ? Number.NEGATIVE_INFINITY : endsAt.getTime()
  const volunteer = { device: device.id, place: placeOfPass(pass), until }
  return { ok: true, answers: await keepScans(sql, walk, { sentAt, volunteer }, scans, now) }
}
