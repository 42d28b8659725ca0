import type { Database, Sql } from '~/platform/db.server'
import { applyMoves, countLines, type FundMoves } from './internal/fund-totals.server'
import { appendToLog, isStoredLevel, type LogNode, loadHead } from './internal/log-store.server'
import { type ReadEntry, readEntries } from './internal/read-entries.server'
import { hashEntry } from './leaf'
import { append, frontierRoot, type Hash } from './merkle'
import type { LogHead, Projection, SealedEntry } from './projection'

export interface Sealed {
  /** How many entries got their index. */
  sealed: number
  /** The log's size after the seal; null when there was nothing to do or another sealer is at work. */
  treeSize: bigint | null
}
const nothing: Sealed = { sealed: 0, treeSize: null }

const electSealer = `SELECT pg_try_advisory_xact_lock(hashtextextended('ledger.seal', 0)) AS elected`
const nextInQueue = 'SELECT entry_id AS id FROM ledger_unsealed ORDER BY entry_id LIMIT $1'
const leaveQueue = 'DELETE FROM ledger_unsealed WHERE entry_id = ANY ($1::bigint[])'
const announce = `SELECT pg_notify('seal', $1)`

/** One statement for an idle tick: the queue first, the projections' own work only when it is empty. */
const lookOut = (projections: readonly Projection[]) => {
  const work = projections.flatMap((p) => (p.hasWork ? [`(${p.hasWork})`] : []))
  return `SELECT CASE WHEN EXISTS (SELECT FROM ledger_unsealed) THEN 'entries'
    WHEN ${work.join(' OR ') || 'false'} THEN 'work' END AS found`
}

/**
 * Seals up to `limit` queued entries in one transaction: gives each the next index of the log, stores its leaf,
 * advances the Merkle frontier, moves fund totals and `projections`, empties the queue and sends NOTIFY `seal` with
 * the new tree size. Costs O(batch · log n). One sealer at a time, by advisory lock and by the head's row: where
 * another is at work the answer is `sealed: 0`. What throws, a projection included, rolls everything back.
 */
export async function sealEntries(
  db: Database,
  projections: readonly Projection[],
  { limit = 2_000 }: { limit?: number } = {},
): Promise<Sealed> {
  const [look] = await db.query<{ found: 'entries' | 'work' | null }>(lookOut(projections))
  if (!look?.found) return nothing
  return db.transaction(async (tx) => {
    const [lock] = await tx.query<{ elected: boolean }>(electSealer)
    if (!lock?.elected) return nothing
    // Only statements after the lock see what the sealer before us has committed.
    const queue = await tx.query<{ id: bigint }>(nextInQueue, [limit])
    const ids = queue.map((q) => q.id)
    if (ids.length === 0 && look.found === 'entries') return nothing
    const { batch, head } = await extendLog(tx, ids)
    for (const projection of projections) {
      if (batch.length > 0 || projection.hasWork) await projection.apply(tx, batch, head)
    }
    if (ids.length > 0) await tx.query(leaveQueue, [ids])
    await tx.query(announce, [String(head.treeSize)])
    return { sealed: ids.length, treeSize: head.treeSize }
  })
}

async function extendLog(tx: Sql, ids: bigint[]): Promise<{ batch: SealedEntry[]; head: LogHead }> {
  const { head, frontier, now } = await loadHead(tx)
  if (ids.length === 0) return { batch: [], head }
  const entries = await readEntries(tx, ids)
  if (entries.length !== ids.length) throw new Error('The queue names an entry that does not exist')

  const nodes: LogNode[] = []
  const keepNode = (level: number, index: number, hash: Hash) => {
    if (isStoredLevel(level)) nodes.push({ level, index, hash })
  }
  const leaves = entries.map((entry) => ({ entryId: entry.id, hash: hashEntry(entry) }))
  for (const leaf of leaves) append(frontier, leaf.hash, keepNode)

  const first = head.treeSize
  const next: LogHead = { treeSize: BigInt(frontier.size), root: frontierRoot(frontier), sealedAt: now }
  await appendToLog(tx, first, leaves, nodes, next, frontier)
  const moves: FundMoves = new Map()
  for (const entry of entries) countLines(moves, entry.lines)
  await applyMoves(tx, moves, next.treeSize)
  return { batch: entries.map((entry, n) => sealedEntry(entry, first + BigInt(n))), head: next }
}

const sealedEntry = (entry: ReadEntry, index: bigint): SealedEntry => ({
  index,
  entryId: entry.id,
  kind: entry.kind,
  reversesKind: entry.reversesKind,
  channel: entry.channel,
  occurredOn: entry.occurredOn,
  postedAt: entry.postedAt,
  lines: entry.lines,
})
