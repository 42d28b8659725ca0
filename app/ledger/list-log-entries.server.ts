import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hex, loadHead } from './internal/log-store.server'
import { readEntries } from './internal/read-entries.server'
import { encodeLeaf } from './leaf'

export interface LogEntry {
  index: bigint
  entryId: bigint
  /** The canonical encoding (leaf.ts) whose RFC 6962 leaf hash is `leafHash`. */
  leaf: string
  /** 64 hex digits, as sealed. */
  leafHash: string
}

export const mostLogEntries = 256n

const leaves = `
  SELECT index, entry_id AS "entryId", hash FROM ledger_leaf WHERE index >= $1 AND index < $2 ORDER BY index`

/**
 * Log entries from `start` up to but not including `end`, at most 256 and never past the log's end: read on from the
 * last index + 1. Refusal `out-of-range`: no entry can lie there.
 */
export async function listLogEntries(
  sql: Sql,
  { start, end }: { start: bigint; end: bigint },
): Promise<Outcome<{ entries: LogEntry[]; treeSize: bigint }, 'out-of-range'>> {
  const { treeSize } = (await loadHead(sql)).head
  if (start < 0n || end <= start || start >= treeSize) return { ok: false, reason: 'out-of-range' }
  const past = [end, treeSize, start + mostLogEntries].reduce((a, b) => (a < b ? a : b))
  const rows = await sql.query<{ index: bigint; entryId: bigint; hash: Uint8Array }>(leaves, [start, past])
  const stored = await readEntries(
    sql,
    rows.map((row) => row.entryId),
  )
  const entries = rows.map((row, n) => ({
    index: row.index,
    entryId: row.entryId,
    leaf: encodeLeaf(stored[n]!),
    leafHash: hex(row.hash),
  }))
  return { ok: true, entries, treeSize }
}
