import { foldRoots, type Hash, nodeHash, rootOf } from './merkle'

/** Leaves `start` up to but not including `end`. */
export type Range = readonly [start: number, end: number]

/** RFC 6962: k is the largest power of two smaller than n. */
function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The subtrees whose roots make the audit path of leaf `index` in a log of `size` leaves (RFC 6962 section 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  return ranges.reverse()
}

/** The subtrees whose roots make the consistency proof from `first` to `second` leaves (RFC 6962 section 2.1.2), 0 < first ≤ second. */
export function consistencyRanges(first: number, second: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, second]
  while (first !== end) {
    const middle = start + splitPoint(end - start)
    if (first <= middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  // The whole first tree is what the verifier already holds.
  if (start > 0) ranges.push([start, end])
  return ranges.reverse()
}

/** The complete subtrees, largest first, that a range of the kinds above consists of. */
export function subtreesOf([start, end]: Range): { level: number; index: number }[] {
  const subtrees: { level: number; index: number }[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The root of one range, given the roots of its complete subtrees. */
export const rangeRoot = foldRoots

const rootsOf = (leaves: readonly Hash[], ranges: Range[]) =>
  ranges.map(([start, end]) => rootOf(leaves.slice(start, end)))

/** Audit path of leaf `index` in the tree over `leaves`. */
export const inclusionProof = (leaves: readonly Hash[], index: number): Hash[] =>
  rootsOf(leaves, inclusionRanges(index, leaves.length))

/** Proof that the tree over `leaves` begins with the tree over the first `first` of them. */
export const consistencyProof = (leaves: readonly Hash[], first: number): Hash[] =>
  rootsOf(leaves, consistencyRanges(first, leaves.length))

const same = (a: Hash, b: Hash) => a.length === b.length && a.every((byte, i) => byte === b[i])

/** Walks up from a node whose number is `at` while the last node of that level is `last`; both change as it climbs. */
class Climb {
  constructor(
    public at: number,
    public last: number,
  ) {}
  /** Whether the next proof hash stands to the left. Skips the levels where our node has no sibling. */
  siblingIsLeft(): boolean {
    if (this.at % 2 === 0 && this.at !== this.last) return false
    while (this.at % 2 === 0 && this.at !== 0) this.up()
    return true
  }
  up() {
    this.at = Math.floor(this.at / 2)
    this.last = Math.floor(this.last / 2)
  }
}

/** Whether `proof` shows that `leaf` (a leaf hash) is number `index` of the `size` leaves under `root` (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(claim: {
  index: number
  size: number
  leaf: Hash
  proof: readonly Hash[]
  root: Hash
}): boolean {
  if (!(claim.index >= 0 && claim.index < claim.size)) return false
  const climb = new Climb(claim.index, claim.size - 1)
  let node = claim.leaf
  for (const sibling of claim.proof) {
    if (climb.last === 0) return false
    node = climb.siblingIsLeft() ? nodeHash(sibling, node) : nodeHash(node, sibling)
    climb.up()
  }
  return climb.last === 0 && same(node, claim.root)
}

/** Whether `proof` shows that the log of `second` leaves begins with that of `first` leaves (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(claim: {
  first: number
  second: number
  firstRoot: Hash
  secondRoot: Hash
  proof: readonly Hash[]
}): boolean {
  const { first, second, firstRoot, secondRoot } = claim
  if (!(first > 0 && first <= second)) return false
  if (first === second) return claim.proof.length === 0 && same(firstRoot, secondRoot)
  const climb = new Climb(first - 1, second - 1)
  while (climb.at % 2 === 1) climb.up()
  // A first tree that is complete is itself a node of the second, and not repeated in the proof.
  const path = climb.at === 0 ? [firstRoot, ...claim.proof] : claim.proof
  if (path.length === 0 || claim.proof.length === 0) return false
  let [old, now] = [path[0]!, path[0]!]
  for (const sibling of path.slice(1)) {
    if (climb.last === 0) return false
    if (climb.siblingIsLeft()) {
      old = nodeHash(sibling, old)
      now = nodeHash(sibling, now)
    } else {
      now = nodeHash(now, sibling)
    }
    climb.up()
  }
  return climb.last === 0 && same(old, firstRoot) && same(now, secondRoot)
}
