import type { Sql } from '~/platform/db.server'
import { foldRoots, type Hash, rootOf } from '../merkle'
import { type Range, subtreesOf } from '../merkle-proof'
import { storedLevelBelow } from './log-store.server'

interface Slice {
  level: number
  start: number
  end: number
}
interface NodeRow {
  level: number
  index: bigint
  hash: Hash
}

// OFFSET 0 keeps one index range scan per slice, whatever the planner believes about the slices.
const nodesOf = (table: 'ledger_leaf' | 'ledger_log_node') => `
  SELECT r.level, n.index, n.hash FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS r (level, first, past)
  CROSS JOIN LATERAL (
    SELECT index, hash FROM ${table} t
    WHERE ${table === 'ledger_leaf' ? '' : 't.level = r.level AND '} index >= r.first AND index < r.past OFFSET 0
  ) n`
const leavesIn = nodesOf('ledger_leaf')
const nodesIn = nodesOf('ledger_log_node')

async function readSlices(sql: Sql, text: string, slices: Slice[]): Promise<NodeRow[]> {
  if (slices.length === 0) return []
  return sql.query<NodeRow>(text, [
    slices.map((s) => s.level),
    slices.map((s) => s.start),
    slices.map((s) => s.end),
  ])
}

/**
 * The Merkle roots of `ranges` of the sealed log, as proofs need them. Two statements in all; each complete subtree is
 * rebuilt from at most 128 stored hashes, so a proof reads O(256 · log256 n) rows.
 */
export async function readRangeRoots(sql: Sql, ranges: readonly Range[]): Promise<Hash[]> {
  const wanted = ranges.map((range) =>
    subtreesOf(range).map(({ level, index }): Slice => {
      const stored = storedLevelBelow(level)
      const width = 2 ** (level - stored)
      return { level: stored, start: index * width, end: (index + 1) * width }
    }),
  )
  const slices = wanted.flat()
  const rows = [
    ...(await readSlices(
      sql,
      leavesIn,
      slices.filter((s) => s.level === 0),
    )),
    ...(await readSlices(
      sql,
      nodesIn,
      slices.filter((s) => s.level > 0),
    )),
  ]
  const hashes = new Map(rows.map((row) => [`${row.level}:${row.index}`, row.hash]))
  const rootOfSlice = (slice: Slice) => {
    const own: Hash[] = []
    for (let index = slice.start; index < slice.end; index++) {
      const hash = hashes.get(`${slice.level}:${index}`)
      if (!hash) throw new Error(`The log lacks its node ${index} of level ${slice.level}`)
      own.push(hash)
    }
    return rootOf(own)
  }
  return wanted.map((subtrees) => foldRoots(subtrees.map(rootOfSlice)))
}
