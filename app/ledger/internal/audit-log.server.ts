import type { Sql } from '~/platform/db.server'
import { append, emptyFrontier, frontierRoot, type Hash } from '../merkle'
import type { Fault } from '../projection'
import { hex, isStoredLevel, loadHead } from './log-store.server'

const nextLeaves = 'SELECT index, hash FROM ledger_leaf WHERE index > $1 ORDER BY index LIMIT $2'
const differingNode = `
  SELECT w.level, w.index FROM unnest($1::int[], $2::bigint[], $3::text[]) AS w (level, index, h)
  LEFT JOIN ledger_log_node n ON n.level = w.level AND n.index = w.index
  WHERE n.hash IS DISTINCT FROM decode(w.h, 'hex') ORDER BY w.level, w.index LIMIT 1`
const countNodes = 'SELECT count(*)::bigint AS nodes FROM ledger_log_node'

/** Rebuilds the Merkle tree from the stored leaves and compares nodes, frontier, root and size. */
export async function auditLog(tx: Sql, batchSize: number): Promise<{ leaves: number; fault: Fault | null }> {
  const { head, frontier: stored } = await loadHead(tx)
  const frontier = emptyFrontier()
  let nodes = 0
  const ended = (what: string, row: string, detail: string) => ({
    leaves: frontier.size,
    fault: { what, row, detail },
  })
  for (let last = -(2n ** 63n); ; ) {
    const rows = await tx.query<{ index: bigint; hash: Hash }>(nextLeaves, [last, batchSize])
    const wanted: { level: number; index: number; hash: string }[] = []
    for (const row of rows) {
      if (row.index !== BigInt(frontier.size)) {
        return ended('leaf', String(frontier.size), `is missing, the next one is ${row.index}`)
      }
      append(frontier, row.hash, (level, index, hash) => {
        if (isStoredLevel(level)) wanted.push({ level, index, hash: hex(hash) })
      })
    }
    nodes += wanted.length
    const [bad] = await tx.query<{ level: number; index: bigint }>(differingNode, [
      wanted.map((n) => n.level),
      wanted.map((n) => n.index),
      wanted.map((n) => n.hash),
    ])
    if (bad) return ended('log node', `${bad.level}/${bad.index}`, 'differs from its leaves')
    if (rows.length < batchSize) break
    last = rows.at(-1)!.index
  }
  const [counted] = await tx.query<{ nodes: bigint }>(countNodes)
  if (counted!.nodes !== BigInt(nodes)) {
    return ended('log', 'nodes', `has ${counted!.nodes} nodes, its leaves make ${nodes}`)
  }
  if (head.treeSize !== BigInt(frontier.size)) {
    return ended('log', 'head', `says ${head.treeSize} leaves, there are ${frontier.size}`)
  }
  if (hex(head.root) !== hex(frontierRoot(frontier)))
    return ended('log', 'head', 'root differs from the leaves')
  if (stored.hashes.map(hex).join() !== frontier.hashes.map(hex).join()) {
    return ended('log', 'head', 'frontier differs from the leaves')
  }
  return { leaves: frontier.size, fault: null }
}
