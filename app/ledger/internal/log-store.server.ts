import type { Sql } from '~/platform/db.server'
import type { Frontier, Hash } from '../merkle'
import type { LogHead } from '../projection'

/** Every how many levels the roots of complete subtrees are kept: 256 leaves, 65,536, 16,777,216. */
const storedEvery = 8
export const topStoredLevel = 24
export const isStoredLevel = (level: number) => level % storedEvery === 0 && level <= topStoredLevel
/** The highest stored level (0: the leaves) at or below `level`. */
export const storedLevelBelow = (level: number) => Math.min(topStoredLevel, level - (level % storedEvery))

export interface LogNode {
  level: number
  index: number
  hash: Hash
}

export const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
export const fromHex = (text: string): Hash => Buffer.from(text, 'hex')

const headRow = `
  SELECT tree_size AS "treeSize", root, sealed_at AS "sealedAt",
         greatest(sealed_at, date_trunc('milliseconds', clock_timestamp())) AS now,
         ARRAY(SELECT encode(h, 'hex') FROM unnest(frontier) WITH ORDINALITY AS f (h, n) ORDER BY n) AS frontier
  FROM ledger_log_head WHERE id = 1`

/** The head as stored; `now` is the database's clock, never before the last seal. */
export async function loadHead(sql: Sql): Promise<{ head: LogHead; frontier: Frontier; now: Date }> {
  const [row] = await sql.query<LogHead & { frontier: string[]; now: Date }>(headRow)
  if (!row) throw new Error('The log has lost its head row')
  const { treeSize, root, sealedAt, now } = row
  const frontier = { size: Number(treeSize), hashes: row.frontier.map(fromHex) }
  return { head: { treeSize, root, sealedAt }, frontier, now }
}

const insertLeaves = `
  INSERT INTO ledger_leaf (index, entry_id, hash, sealed_at)
  SELECT $1::bigint + n - 1, id, decode(h, 'hex'), $4::timestamptz
  FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS l (id, h, n)`
const insertNodes = `
  INSERT INTO ledger_log_node (level, index, hash)
  SELECT level, index, decode(h, 'hex') FROM unnest($1::int[], $2::bigint[], $3::text[]) AS n (level, index, h)`
const moveHead = `
  UPDATE ledger_log_head SET tree_size = $1, root = decode($2, 'hex'), sealed_at = $4,
    frontier = ARRAY(SELECT decode(h, 'hex') FROM unnest($3::text[]) WITH ORDINALITY AS f (h, n) ORDER BY n)
  WHERE id = 1 AND tree_size = $5 RETURNING id`

/** Writes leaves from `first` on with the nodes they finish, and moves the head. Throws when the head is not at `first`. */
export async function appendToLog(
  tx: Sql,
  first: bigint,
  leaves: { entryId: bigint; hash: Hash }[],
  nodes: LogNode[],
  head: LogHead,
  frontier: Frontier,
) {
  const ids = leaves.map((l) => l.entryId)
  await tx.query(insertLeaves, [first, ids, leaves.map((l) => hex(l.hash)), head.sealedAt])
  if (nodes.length > 0) {
    await tx.query(insertNodes, [
      nodes.map((n) => n.level),
      nodes.map((n) => n.index),
      nodes.map((n) => hex(n.hash)),
    ])
  }
  const moved = await tx.query(moveHead, [
    head.treeSize,
    hex(head.root),
    frontier.hashes.map(hex),
    head.sealedAt,
    first,
  ])
  if (moved.length !== 1) throw new Error(`The log's head is not at ${first}`)
}
