import type { Sql } from '~/platform/db.server'
import type { ScanFlag, Trust } from '../stamp-rules'
import { betterStamp, dayOfWalk, stampOrder } from './carried-cards.server'

export interface ScanRow {
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
  /** A volunteer's phone that stamped it; null for a walker's own. */
  device: string | null
  flags: ScanFlag[]
}

/** A card of another walk takes nothing. Rows go in by card and place, so that two of these never wait for one another in a circle. */
const keep = `
  WITH sent AS (
    SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::timestamptz[],
                         $9::timestamptz[], $10::bigint[], $11::text[], $12::uuid[])
      AS s (id, card, place, chain, step, trust, claimed_at, happened_at, offset_ms, flags, device)
  ), foreign_card AS (
    SELECT c.id FROM walks_card c WHERE c.id = ANY ($3::text[] || $13::text[]) AND c.campaign <> $1
  ), kept AS (
    INSERT INTO walks_scan (id, campaign, card, place, chain, step, trust, claimed_at, offset_ms, happened_at, device, flags)
    SELECT s.id, $1, s.card, s.place, s.chain, s.step, s.trust, s.claimed_at, s.offset_ms, s.happened_at, s.device,
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

interface Batch {
  campaign: string
  rows: readonly ScanRow[]
  done(foreign: Set<string>): void
  failed(error: unknown): void
}
/** Who waits for a place, and how many are being written. */
interface Line {
  waiting: Batch[]
  writing: number
}
const lines = new WeakMap<Sql, Line>()
const mostWriting = 2
const mostRows = 1_000

/**
 * Writes a batch of scans, committed when it answers: the cards that belong to another walk, whose scans are not kept. While
 * two statements are on their way, what comes meanwhile waits and goes together in the next: on a busy day the disk is waited
 * for once for many phones, on a quiet one nobody waits. Scans are a set union, so nothing depends on who goes with whom; what
 * the database refuses is tried once more by itself, so that no batch takes others down with it.
 */
export function writeScans(sql: Sql, campaign: string, rows: readonly ScanRow[]): Promise<Set<string>> {
  const line = lines.get(sql) ?? { waiting: [], writing: 0 }
  lines.set(sql, line)
  return new Promise((done, failed) => {
    line.waiting.push({ campaign, rows, done, failed })
    next(sql, line)
  })
}

function next(sql: Sql, line: Line) {
  if (line.writing === mostWriting || line.waiting.length === 0) return
  const together = takeTogether(line)
  line.writing++
  write(sql, together).finally(() => {
    line.writing--
    next(sql, line)
  })
}

/** The first that waits, and those of the same walk behind it that fit. */
function takeTogether(line: Line): Batch[] {
  const [first] = line.waiting
  let room = mostRows
  const fits = (batch: Batch) => {
    if (batch.campaign !== first!.campaign || (batch !== first && batch.rows.length > room)) return false
    room -= batch.rows.length
    return true
  }
  const together = line.waiting.filter(fits)
  line.waiting = line.waiting.filter((batch) => !together.includes(batch))
  return together
}

async function write(sql: Sql, batches: readonly Batch[]): Promise<void> {
  try {
    const rows = batches.flatMap((batch) => batch.rows)
    const foreign = await sql.query<{ card: string }>(keep, valuesOf(batches[0]!.campaign, rows))
    const cards = new Set(foreign.map(({ card }) => card))
    for (const { done } of batches) done(cards)
  } catch (error) {
    if (batches.length === 1 || !refusedByDatabase(error)) for (const { failed } of batches) failed(error)
    else for (const batch of batches) await write(sql, [batch])
  }
}

/** SQLSTATE of a statement that was understood and not taken; not of a database that is away. */
const refusedByDatabase = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(22|23|42|P0)/.test(String(error.code))

function valuesOf(campaign: string, all: readonly ScanRow[]) {
  const rows = [...new Map(all.map((row) => [row.id, row])).values()]
  const of = <Name extends keyof ScanRow>(name: Name) => rows.map((row) => row[name])
  const carried = carriedOf(all)
  return [
    campaign,
    ...[of('id'), of('card'), of('place'), of('chain'), of('step'), of('trust')],
    ...[of('claimedAt'), of('happenedAt'), of('offsetMs')],
    rows.map(({ flags }) => flags.join(' ')),
    of('device'),
    carried.map(([from]) => from),
    carried.map(([, to]) => to),
  ]
}

/** Said of the card, so that it is heard also with a scan that was kept before. */
function carriedOf(rows: readonly ScanRow[]): [from: string, to: string][] {
  const ways = new Map<string, [from: string, to: string]>()
  for (const { from, card } of rows) if (from && from !== card) ways.set(`${from} ${card}`, [from, card])
  return [...ways.values()]
}
