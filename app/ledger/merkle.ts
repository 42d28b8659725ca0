import { hash } from 'node:crypto'

/**
 * Merkle tree hash of RFC 6962 section 2.1. Sizes and indices are numbers: a log never reaches 2^53 leaves.
 * Hashes are 32 bytes.
 */
export type Hash = Uint8Array

const leafPrefix = Buffer.from([0x00])
const nodePrefix = Buffer.from([0x01])
const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** The root of no leaves. */
export const emptyRoot: Hash = sha256(new Uint8Array())
export const leafHash = (content: Uint8Array): Buffer => sha256(Buffer.concat([leafPrefix, content]))
export const nodeHash = (left: Hash, right: Hash): Buffer => sha256(Buffer.concat([nodePrefix, left, right]))

/**
 * What is needed of a log to append to it: the roots of its complete subtrees, largest (leftmost) first, one for each
 * bit that is set in `size`.
 */
export interface Frontier {
  size: number
  hashes: Hash[]
}
export const emptyFrontier = (): Frontier => ({ size: 0, hashes: [] })

/**
 * Appends a leaf hash to `frontier` (changed in place). `onNode` is told of every complete subtree of 2^level leaves
 * that this leaf finishes; `index` counts the subtrees of that level from the left.
 */
export function append(
  frontier: Frontier,
  leaf: Hash,
  onNode?: (level: number, index: number, node: Hash) => void,
) {
  let node = leaf
  let left = frontier.size
  for (let level = 1; left % 2 === 1; level++) {
    node = nodeHash(frontier.hashes.pop()!, node)
    left = (left - 1) / 2
    onNode?.(level, left, node)
  }
  frontier.hashes.push(node)
  frontier.size += 1
}

/** Folds roots of adjacent complete subtrees, largest first, into the root of the tree they make. */
export function foldRoots(roots: readonly Hash[]): Hash {
  if (roots.length === 0) return emptyRoot
  return roots.reduceRight((right, left) => nodeHash(left, right))
}

/** The root of the tree that `frontier` stands for. */
export const frontierRoot = (frontier: Frontier): Hash => foldRoots(frontier.hashes)

/** The root of a list of leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const frontier = emptyFrontier()
  for (const leaf of leaves) append(frontier, leaf)
  return frontierRoot(frontier)
}
