import type { Sql } from '~/platform/db.server'
import { type ScanRow, writeScans } from './internal/write-scans.server'
import { type MadeScan, type ScanAnswer, scanId } from './scan'
import { madeScan } from './scan-batch'
import { readStampCode } from './stamp-code'
import { flagsOfScan, type SeenScan } from './stamp-rules'
import type { KnownWalk } from './walk-plans.server'

export interface ScanSender {
  /** The phone's clock as it sent, milliseconds since 1970. */
  sentAt: number
  /** A volunteer's phone: it stamps cards for one place without a code, and may bring what other phones showed it. */
  volunteer?: {
    device: string
    /** Key of the place; null for a pass that names none. */
    place: string | null
    /** From then on it is not believed: taken back, or its day over. */
    until?: number
  }
}

/**
 * Keeps what a phone sends: append-only scans, and of each card and place the surest of the walk's day as its stamp, the earliest of those, in whatever order, as often
 * and by whichever phone they come. The phone's clock is set right by how far it is off as it sends. The unlikely is flagged
 * for a person and kept. A scan may name the card that its phone had before: its stamps go with it (`carryStamps`). Answers each scan by itself and in order: one that is refused (`not-understood`, `unknown-chain`,
 * `forged`, `unknown-place`, `not-your-place`, `another-walk`) holds up no other. What was answered `kept` is committed.
 */
export async function keepScans(
  sql: Sql,
  walk: KnownWalk,
  sender: ScanSender,
  scans: readonly unknown[],
  now = Date.now(),
): Promise<ScanAnswer[]> {
  const offsetMs = sender.sentAt - now
  const read = scans.map((sent) => readScan(walk, sender, sent, offsetMs))
  const rows = read.flatMap((r) => ('row' in r ? [r.row] : []))
  const isForeign = rows.length === 0 ? new Set() : await writeScans(sql, walk.plan.campaign, rows)
  return read.map((r) => {
    if (!('row' in r)) return r
    const { id, card, place, flags } = r.row
    return isForeign.has(card) ? { kept: false, reason: 'another-walk' } : { kept: true, id, place, flags }
  })
}

type Refused = ScanAnswer & { kept: false }

function readScan(
  { plan, check }: KnownWalk,
  sender: ScanSender,
  sent: unknown,
  senderOffsetMs: number,
): { row: ScanRow } | Refused {
  const refused = (reason: Refused['reason']): Refused => ({ kept: false, reason })
  const parsed = madeScan.safeParse(sent)
  if (!parsed.success) return refused('not-understood')
  const made: MadeScan = parsed.data
  const { volunteer } = sender
  const offsetMs = senderOffsetMs + (volunteer ? (made.aheadMs ?? 0) : 0)
  const at = made.at - offsetMs
  let seen: SeenScan
  if (made.code !== undefined) {
    const code = readStampCode(made.code)
    if (!code) return refused('not-understood')
    const checked = check(code)
    if (!checked.ok) return refused(checked.reason)
    const { chain } = checked
    seen = { place: chain.place, at, trust: chain.kind, code: { chain, step: code.step }, offsetMs }
  } else {
    if (!plan.places.some(({ key }) => key === made.place)) return refused('unknown-place')
    if (!volunteer || volunteer.place !== made.place) return refused('not-your-place')
    seen = { place: volunteer.place, at, trust: 'volunteer', offsetMs }
  }
  const flags = flagsOfScan(plan, seen)
  if (volunteer?.until !== undefined && at >= volunteer.until && !seen.code) flags.push('pass-over')
  const row: ScanRow = {
    id: scanId(made, volunteer?.device),
    card: made.card,
    from: made.from,
    place: seen.place,
    chain: seen.code?.chain.id ?? null,
    step: seen.code?.step ?? null,
    trust: seen.trust,
    claimedAt: new Date(made.at),
    happenedAt: new Date(at),
    offsetMs: BigInt(offsetMs),
    device: volunteer?.device ?? null,
    flags,
  }
  return { row }
}
