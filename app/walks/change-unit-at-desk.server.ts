import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { setUnitClosed, takeOutLeader } from './internal/change-unit.server'

export const unitChanges = ['close', 'open', 'erase-leader'] as const
export type UnitChange = (typeof unitChanges)[number]

const find = `
  SELECT closed_at IS NOT NULL AS closed, leader_name || leader_email || leader_phone = '' AS erased
    FROM walks_unit WHERE campaign = $1 AND id = $2::uuid FOR UPDATE`

/**
 * The desk closes a unit's list, opens it again, or takes its leader's own data out, also before the day for whoever asks for it:
 * the list is closed with it. Told in the trail, without the leader. Refuses `not-allowed`, `unknown`, and `nobody-leads` (to open
 * a list whose leader was taken out).
 */
export async function changeUnitAtDesk(
  db: Database,
  by: Actor,
  { campaign, unitId, change, now }: { campaign: string; unitId: string; change: UnitChange; now: Date },
): Promise<Outcome<object, 'not-allowed' | 'unknown' | 'nobody-leads'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(unitId)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [unit] = await tx.query<{ closed: boolean; erased: boolean }>(find, [campaign, unitId])
    if (!unit) return { ok: false, reason: 'unknown' }
    if (change === 'open' && unit.erased) return { ok: false, reason: 'nobody-leads' }
    const changes = change === 'erase-leader' ? !unit.erased : unit.closed !== (change === 'close')
    if (!changes) return { ok: true }
    if (change === 'erase-leader') await takeOutLeader(tx, unitId, now)
    else await setUnitClosed(tx, unitId, change === 'close', now)
    await recordAct(tx, { by, action: `unit.${change}`, subject: { kind: 'unit', id: unitId } })
    return { ok: true }
  })
}
