import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hex, loadHead } from './internal/log-store.server'
import { readRangeRoots } from './internal/range-roots.server'
import { consistencyRanges } from './merkle-proof'

/**
 * RFC 6962 consistency proof (64 hex digits each) that the log of `second` leaves begins with that of `first`.
 * Refusal `out-of-range`: unless 0 < first ≤ second ≤ the log's size.
 */
export async function proveConsistency(
  sql: Sql,
  { first, second }: { first: bigint; second: bigint },
): Promise<Outcome<{ hashes: string[] }, 'out-of-range'>> {
  const { treeSize } = (await loadHead(sql)).head
  if (first < 1n || first > second || second > treeSize) return { ok: false, reason: 'out-of-range' }
  const hashes = await readRangeRoots(sql, consistencyRanges(Number(first), Number(second)))
  return { ok: true, hashes: hashes.map(hex) }
}
