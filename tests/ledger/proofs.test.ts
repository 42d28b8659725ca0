import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRangeRoots } from '~/ledger/internal/range-roots.server'
import { type Hash, rootOf } from '~/ledger/merkle'
import {
  consistencyRanges,
  inclusionRanges,
  type Range,
  verifyConsistency,
  verifyInclusion,
} from '~/ledger/merkle-proof'
import { proveConsistency } from '~/ledger/prove-consistency.server'
import { proveInclusion } from '~/ledger/prove-inclusion.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { databases, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, gift, mustPost, openFunds } from './books'

const fromHex = (hashes: string[]) => hashes.map((h) => Buffer.from(h, 'hex'))
const total = 600
const from = (start: number, end: number) => Array.from({ length: end - start }, (_, n) => start + n)
/** All small sizes, every size near a power of two or a stored node, and a spread of others. */
const sizes = [...from(1, 18), 63, 64, 65, 127, 128, 129, 255, 256, 257, 300, 383, 511, 512, 513, 599, 600]

describe.each(databases)('proofs out of the stored log: $name', ({ open }) => {
  let at: TestDatabase
  let leaves: Hash[]
  const roots = new Map<number, Hash>()
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
    await at.db.transaction(async (tx) => {
      for (let n = 0; n < total; n++) await mustPost(tx, gift(`g ${n}`))
    })
    await sealEntries(at.db, [], { limit: 401 })
    await sealEntries(at.db, [])
    const rows = await at.db.query<{ hash: Hash }>('SELECT hash FROM ledger_leaf ORDER BY index')
    leaves = rows.map((r) => r.hash)
    for (let n = 1; n <= total; n++) roots.set(n, rootOf(leaves.slice(0, n)))
  })
  /** Reads the roots of all these ranges at once; answers how to look one up. */
  const readAll = async (ranges: Range[]) => {
    const distinct = [...new Map(ranges.map((range) => [range.join(), range])).values()]
    const hashes = await readRangeRoots(at.db, distinct)
    const found = new Map(distinct.map((range, n) => [range.join(), hashes[n]!]))
    return (range: Range) => found.get(range.join())!
  }
  afterAll(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test('every leaf is proven in every log of these sizes, out of what is stored', async () => {
    const wanted = sizes.flatMap((size) => from(0, size).flatMap((index) => inclusionRanges(index, size)))
    const rootOfRange = await readAll(wanted)
    for (const size of sizes) {
      for (const index of from(0, size)) {
        const proof = inclusionRanges(index, size).map(rootOfRange)
        const claim = { index, size, leaf: leaves[index]!, proof, root: roots.get(size)! }
        expect(verifyInclusion(claim), `leaf ${index} of ${size}`).toBe(true)
      }
    }
  })

  test('every log of these sizes begins with every earlier one, out of what is stored', async () => {
    const wanted = sizes.flatMap((second) =>
      from(1, second + 1).flatMap((first) => consistencyRanges(first, second)),
    )
    const rootOfRange = await readAll(wanted)
    for (const second of sizes) {
      for (const first of from(1, second + 1)) {
        const proof = consistencyRanges(first, second).map(rootOfRange)
        const claim = { first, second, firstRoot: roots.get(first)!, secondRoot: roots.get(second)!, proof }
        expect(verifyConsistency(claim), `${first} to ${second}`).toBe(true)
      }
    }
  })

  test('what a stranger is handed proves the leaf and the growth of the log', async () => {
    for (let index = 0; index < total; index += 37) {
      const [size, first] = [total - (index % 3), index + 1]
      const path = await proveInclusion(at.db, { index: BigInt(index), size: BigInt(size) })
      if (!path.ok) throw new Error(path.reason)
      const leaf = Buffer.from(path.leafHash, 'hex')
      const proof = fromHex(path.hashes)
      expect(verifyInclusion({ index, size, leaf, proof, root: roots.get(size)! })).toBe(true)
      const growth = await proveConsistency(at.db, { first: BigInt(first), second: BigInt(size) })
      if (!growth.ok) throw new Error(growth.reason)
      const claim = { first, second: size, firstRoot: roots.get(first)!, secondRoot: roots.get(size)! }
      expect(verifyConsistency({ ...claim, proof: fromHex(growth.hashes) })).toBe(true)
    }
  })

  test('what lies outside the log is refused', async () => {
    const refused = { ok: false, reason: 'out-of-range' }
    for (const [index, size] of [
      [0n, 601n],
      [600n, 600n],
      [5n, 5n],
      [-1n, 5n],
      [0n, 0n],
    ] as const) {
      expect(await proveInclusion(at.db, { index, size })).toEqual(refused)
    }
    for (const [first, second] of [
      [0n, 5n],
      [5n, 4n],
      [1n, 601n],
      [-1n, 5n],
    ] as const) {
      expect(await proveConsistency(at.db, { first, second })).toEqual(refused)
    }
  })
})
