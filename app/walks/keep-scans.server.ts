import type { Sql } from '~/platform/db.server'
import { betterStamp, dayOfWalk, stampOrder } from './internal/carried-cards.server'
import { type MadeScan, type ScanAnswer, scanId } from './scan'
import { madeScan } from './scan-batch'
import { readStampCode } from './stamp-code'
import { flagsOfScan, type ScanFlag, type SeenScan, type Trust } from './stamp-rules'
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

interface Row {
  id: string
  card: string
  /** The card whose stamps its phone has carried to this one. */
  from?: string
  place: string
  chain: string | null
  step: number | null
  trust: Trust
  claimedAt: Date
  happenedAt: Date
  offsetMs: bigint
  flags: ScanFlag[]
}

/**
 * All of a batch in one statement. A card of another walk takes nothing. Rows go in by card and place, so that two phones
 * with the same cards never wait for one another in a circle.
 */
const keep = `
  WITH sent AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::timestamptz[],
                         $9::timestamptz[], $10::bigint[], $11::text[])
      AS s (id, card, place, chain, step, trust, claimed_at, happened_at, offset_ms, flags)
  ), foreign_card AS (
    SELECT c.id FROM walks_card c WHERE c.id = ANY ($3::text[] || $13::text[]) AND c.campaign <> $1
  ), kept AS (
    INSERT INTO walks_scan (id, campaign, card, place, chain, step, trust, claimed_at, offset_ms, happened_at, device, flags)
    SELECT s.id, $1, s.card, s.place, s.chain, s.step, s.trust, s.claimed_at, s.offset_ms, s.happened_at, $12,
           string_to_array(s.flags, ' ')
      FROM sent s WHERE s.card NOT IN (SELECT id FROM foreign_card) ORDER BY s.id
    ON CONFLICT (id) DO NOTHING RETURNING id, card, place, trust, happened_at, flags
  ), carried AS (
    INSERT INTO walks_carried (from_card, to_card, campaign)
    SELECT c.f, c.t, $1 FROM unnest($13::text[], $14::text[]) AS c (f, t)
     WHERE NOT EXISTS (SELECT FROM foreign_card WHERE id IN (c.f, c.t)) ORDER BY 1, 2
    ON CONFLICT DO NOTHING RETURNING from_card, to_card
  ), cards AS (
    INSERT INTO walks_card (id, campaign) SELECT DISTINCT card, $1 FROM kept ORDER BY card ON CONFLICT (id) DO NOTHING
  ), stamps AS (
    INSERT INTO walks_stamp AS t (card, place, campaign, scan_id, happened_at, trust)
    SELECT DISTINCT ON (k.card, k.place) k.card, k.place, $1, k.scan_id, k.happened_at, k.trust
      FROM (SELECT *, id AS scan_id FROM kept) k
     ORDER BY k.card, k.place, ${stampOrder('k', dayOfWalk('$1'))}
    ON CONFLICT (card, place) DO UPDATE
       SET ${betterStamp(dayOfWalk('$1'))}
     WHERE (${stampOrder('excluded', dayOfWalk('$1'))}) < (${stampOrder('t', dayOfWalk('$1'))})
  ), flagged AS (
    INSERT INTO walks_flag (card, place, reason, campaign)
    SELECT DISTINCT k.card, k.place, f.flag, $1 FROM kept k, unnest(k.flags) AS f (flag) ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
  ), moved AS (
    INSERT INTO walks_card_move (campaign, card)
    SELECT $1, card FROM (SELECT card FROM kept UNION SELECT unnest(ARRAY[from_card, to_card]) FROM carried) AS m ORDER BY card
  )
  SELECT id AS card FROM foreign_card`

/**
 * Keeps what a phone sends: append-only scans, and of each card and place the surest of the walk's day as its stamp, the earliest of those, in whatever order, as often
 * and by whichever phone they come. The phone's clock is set right by how far it is off as it sends. The unlikely is flagged
 * for a person and kept. A scan may name the card that its phone had before: its stamps go with it (`carryStamps`). Answers each scan by itself and in order: one that is refused (`not-understood`, `unknown-chain`,
 * `forged`, `unknown-place`, `not-your-place`, `another-walk`) holds up no other. One statement, one transaction: what was
 * answered `kept` is committed.
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
  const rows = [...new Map(read.flatMap((r) => ('row' in r ? [[r.row.id, r.row] as const] : []))).values()]
  const foreign =
    rows.length === 0 ? [] : await sql.query<{ card: string }>(keep, valuesOf(walk, sender, rows))
  const isForeign = new Set(foreign.map(({ card }) => card))
  return read.map((r) => {
    if (!('row' in r)) return r
    const { id, card, place, flags } = r.row
    return isForeign.has(card) ? { kept: false, reason: 'another-walk' } : { kept: true, id, place, flags }
  })
}

/** Said of the card, so that it is heard also with a scan that was kept before. */
const carriedOf = (rows: Row[]): [from: string, to: string][] => [
  ...new Map(
    rows.flatMap(({ from, card }) =>
      from && from !== card ? [[`${from} ${card}`, [from, card] as [string, string]] as const] : [],
    ),
  ).values(),
]

const valuesOf = ({ plan }: KnownWalk, { volunteer }: ScanSender, rows: Row[]) => [
  plan.campaign,
  ...(['id', 'card', 'place', 'chain', 'step', 'trust', 'claimedAt', 'happenedAt', 'offsetMs'] as const).map(
    (name) => rows.map((row) => row[name]),
  ),
  rows.map(({ flags }) => flags.join(' ')),
  volunteer?.device ?? null,
  carriedOf(rows).map(([from]) => from),
  carriedOf(rows).map(([, to]) => to),
]

type Refused = ScanAnswer & { kept: false }

function readScan(
  { plan, check }: KnownWalk,
  sender: ScanSender,
  sent: unknown,
  senderOffsetMs: number,
): { row: Row } | Refused {
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
  const row: Row = {
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
    flags,
  }
  return { row }
}
