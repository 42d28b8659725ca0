import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

interface Row {
  campaign: string
  stall: string
  number: number
  lastReceipt: number
  arrived: number
}
const lock = `
  SELECT d.campaign, d.stall, d.number, d.last_receipt AS "lastReceipt",
         (SELECT count(*)::int FROM market_sale WHERE device = d.id) AS arrived
    FROM market_device d WHERE d.id = $1::uuid AND d.ended_at IS NULL FOR UPDATE`
const end = 'UPDATE market_device SET ended_at = $2, ended_note = $3 WHERE id = $1::uuid'
const longestNote = 400

/**
 * Gives a stall's phone up with what it has not sent: `note` says why (lost, broken, wiped) and is kept. What it sends after
 * all is still taken in, and flagged. Refuses `unknown-device` (also one that ended before, or is none of `by`'s business) and
 * `no-note`.
 */
export async function endStallDevice(
  db: Database,
  by: Actor,
  { device, note }: { device: string; note: string },
  now = new Date(),
): Promise<Outcome<{ missing: number }, 'unknown-device' | 'no-note'>> {
  return db.transaction(async (tx) => {
    const [row] = isUuid(device) ? await tx.query<Row>(lock, [device]) : []
    if (!row || !can(by, 'market.change', { campaign: row.campaign }))
      return { ok: false, reason: 'unknown-device' }
    const why = note.normalize('NFC').trim()
    if (why === '' || [...why].length > longestNote) return { ok: false, reason: 'no-note' }
    await tx.query(end, [device, now, why])
    const { number, lastReceipt, arrived } = row
    const subject = { kind: 'stall', id: `${row.campaign}/${row.stall}` }
    const after = { device, number, lastReceipt, arrived }
    await recordAct(tx, { by, action: 'stall.device-end', subject, after, note: why })
    return { ok: true, missing: Math.max(0, lastReceipt - arrived) }
  })
}
