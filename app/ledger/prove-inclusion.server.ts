import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { hex, loadHead } from './internal/log-store.server'
import { readRangeRoots } from './internal/range-roots.server'
import { inclusionRanges } from './merkle-proof'

/**
 * RFC 6962 audit path (64 hex digits each, from the leaf upwards) of leaf `index` in the log as it was at `size`
 * leaves, with the leaf's hash. Refusal `out-of-range`: no such leaf at that size, or the log is not that long yet.
 */
export async function proveInclusion(
  sql: Sql,
  { index, size }: { index: bigint; size: bigint },
): Promise<Outcome<{ leafHash: string; hashes: string[] }, 'out-of-range'>> {
  const { treeSize } = (await loadHead(sql)).head
  if (index < 0n || index >= size || size > treeSize) return { ok: false, reason: 'out-of-range' }
  const at = Number(index)
  const path = inclusionRanges(at, Number(size))
  const [leaf, ...hashes] = await readRangeRoots(sql, [[at, at + 1], ...path])
  return { ok: true, leafHash: hex(leaf!), hashes: hashes.map(hex) }
}
