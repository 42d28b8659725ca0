import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { type Pass, placeScope } from '~/identity/pass'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lockStall } from './internal/stall-row.server'
import { uncountedCash } from './internal/uncounted-cash.server'
import { mostCountedFen } from './market-limits'
import { stallOfPlace } from './stall'

export interface CashCountInput {
  /** Made with the form: sent twice, it counts once. */
  id: string
  /** At the desk, which stall; on the spot, the pass that says so. */
  at: { campaign: string; stall: string } | { pass: Pass }
  countedFen: bigint
  note: string
}
export type CountRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-stall'
  | 'already-counted'
  | 'already-proposed'
  | 'note-needed'

/** Holds every phone of the stall: what arrives after this moment belongs to the next count. */
const holdDevices = `
  SELECT id, greatest((SELECT max(receipt) FROM market_sale WHERE device = d.id), 0) AS receipt
    FROM market_device d WHERE campaign = $1 AND stall = $2 ORDER BY id FOR UPDATE`
const insert = `
  INSERT INTO market_count (id, campaign, stall, through, expected_fen, counted_fen, note, counted_by, counted_at)
  VALUES ($1::uuid, $2, $3, $4::jsonb, $5, $6, $7, $8, clock_timestamp())`
const longestNote = 400

/**
 * 点款: one person counts the cash of a stall; another has to agree (`agreeCount`) before anything is booked. What should be
 * there is every cash receipt that has arrived and that no agreed count answered for. Where the two differ a note has to say
 * what is known of it: `note-needed`. Refuses `not-allowed`, `invalid`, `unknown-stall`, `already-counted` (the same form),
 * `already-proposed` (a count of this stall waits).
 */
export async function countCash(
  db: Database,
  by: Actor,
  input: CashCountInput,
): Promise<Outcome<{ expectedFen: bigint }, CountRefusal>> {
  const { id, at, countedFen } = input
  const { campaign, stall, reach } =
    'pass' in at ? ofPass(at.pass) : { ...at, reach: { campaign: at.campaign } }
  if (stall === null || by.kind === 'software' || !can(by, 'cash.count', reach))
    return { ok: false, reason: 'not-allowed' }
  const note = input.note.normalize('NFC').trim()
  const amountIsFine = countedFen >= 0n && countedFen <= mostCountedFen
  if (!isUuid(id) || !amountIsFine || [...note].length > longestNote) return { ok: false, reason: 'invalid' }
  return db.transaction(async (tx) => {
    if (!(await lockStall(tx, campaign, stall))) return { ok: false, reason: 'unknown-stall' }
    const [again] = await tx.query('SELECT id FROM market_count WHERE id = $1::uuid', [id])
    if (again) return { ok: false, reason: 'already-counted' }
    const devices = await tx.query<{ id: string; receipt: number | null }>(holdDevices, [campaign, stall])
    const expectedFen = await uncountedCash(tx, campaign, stall)
    if (expectedFen !== countedFen && note === '') return { ok: false, reason: 'note-needed' }
    const through = JSON.stringify(Object.fromEntries(devices.map((d) => [d.id, d.receipt ?? 0])))
    const proposed = await propose(tx, by, {
      action: 'cash.count',
      subject: { kind: 'stall', id: `${campaign}/${stall}` },
      reach,
      payload: { countId: id, expectedFen: expectedFen.toString(), countedFen: countedFen.toString() },
      note,
    })
    if (!proposed.ok) return proposed
    const values = [id, campaign, stall, through, expectedFen, countedFen, note, by.id]
    await tx.query(insert, values)
    return { ok: true, expectedFen }
  })
}

const ofPass = ({ campaign, place, placeKey }: Pass) => ({
  campaign,
  stall: stallOfPlace(placeKey),
  reach: { campaign, place: placeScope(campaign, place) },
})
