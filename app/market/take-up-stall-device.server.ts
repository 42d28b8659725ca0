import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { type Pass, placeScope } from '~/identity/pass'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lockStall } from './internal/stall-row.server'
import { mostDevicesOfPass, mostDevicesOfStall } from './market-limits'
import { stallOfPlace } from './stall'

export type TakeUpRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'no-stall'
  | 'device-elsewhere'
  | 'device-ended'
  | 'too-many-devices'

interface Known {
  campaign: string
  stall: string
  number: number
  lastReceipt: number
  ended: boolean
}
const find = `
  SELECT campaign, stall, number, last_receipt AS "lastReceipt", ended_at IS NOT NULL AS ended FROM market_device WHERE id = $1::uuid`
const again = 'UPDATE market_device SET pass_id = $2::uuid, last_seen_at = $3 WHERE id = $1::uuid'
const count = `
  SELECT count(*) FILTER (WHERE pass_id = $3::uuid AND ended_at IS NULL)::int AS "ofPass", coalesce(max(number), 0) AS last
    FROM market_device WHERE campaign = $1 AND stall = $2`
const insert = `
  INSERT INTO market_device (id, campaign, stall, number, pass_id, label, last_seen_at)
  SELECT $1::uuid, $2, $3, coalesce(max(number), 0) + 1, $4::uuid, $5, $6 FROM market_device WHERE campaign = $2 AND stall = $3
  RETURNING number`

/**
 * A phone begins to sell at the stall of its pass: gets its number there, which begins its own row of receipts, so that it
 * needs nobody any more to write them. `device` is made on the phone and stays with it; the same phone again keeps its number
 * and hears how far its row is known. Refuses `not-allowed`, `invalid`, `no-stall` (the pass is for none, or it is not set up),
 * `device-elsewhere` (it sold at another stall: a phone that moves begins a row of its own there), `device-ended` (it was given
 * up at the desk), `too-many-devices` (the pass has as many phones as it may, or the stall has used up its numbers).
 */
export async function takeUpStallDevice(
  db: Database,
  by: Actor,
  { pass, device }: { pass: Pass; device: string },
  now = new Date(),
): Promise<Outcome<{ stall: string; number: number; lastReceipt: number }, TakeUpRefusal>> {
  const { campaign, place, placeKey, label } = pass
  if (!can(by, 'sale.keep', { campaign, place: placeScope(campaign, place) }))
    return { ok: false, reason: 'not-allowed' }
  if (!isUuid(device)) return { ok: false, reason: 'invalid' }
  const stall = stallOfPlace(placeKey)
  if (stall === null) return { ok: false, reason: 'no-stall' }
  return db.transaction(async (tx) => {
    if (!(await lockStall(tx, campaign, stall))) return { ok: false, reason: 'no-stall' }
    const [known] = await tx.query<Known>(find, [device])
    if (known) {
      if (known.campaign !== campaign || known.stall !== stall)
        return { ok: false, reason: 'device-elsewhere' }
      if (known.ended) return { ok: false, reason: 'device-ended' }
      await tx.query(again, [device, pass.id, now])
      return { ok: true, stall, number: known.number, lastReceipt: known.lastReceipt }
    }
    const [taken] = await tx.query<{ ofPass: number; last: number }>(count, [campaign, stall, pass.id])
    if (taken!.ofPass >= mostDevicesOfPass || taken!.last >= mostDevicesOfStall)
      return { ok: false, reason: 'too-many-devices' }
    const [made] = await tx.query<{ number: number }>(insert, [device, campaign, stall, pass.id, label, now])
    const subject = { kind: 'stall', id: `${campaign}/${stall}` }
    const after = { device, number: made!.number, label }
    await recordAct(tx, { by, action: 'stall.device', subject, after })
    return { ok: true, stall, number: made!.number, lastReceipt: 0 }
  })
}
