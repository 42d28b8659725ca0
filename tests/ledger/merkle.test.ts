import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, emptyFrontier, emptyRoot, frontierRoot, type Hash, leafHash, rootOf } from '~/ledger/merkle'
import {
  consistencyProof,
  inclusionProof,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
} from '~/ledger/merkle-proof'

const hex = (hash: Hash) => Buffer.from(hash).toString('hex')
const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

// RFC 6962 section 2.1 word for word, over leaf contents.
const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
const MTH = (D: Uint8Array[]): Buffer => {
  if (D.length === 0) return sha()
  if (D.length === 1) return sha(Buffer.from([0]), D[0]!)
  const k = split(D.length)
  return sha(Buffer.from([1]), MTH(D.slice(0, k)), MTH(D.slice(k)))
}
const PATH = (m: number, D: Uint8Array[]): Buffer[] => {
  if (D.length === 1) return []
  const k = split(D.length)
  return m < k
    ? [...PATH(m, D.slice(0, k)), MTH(D.slice(k))]
    : [...PATH(m - k, D.slice(k)), MTH(D.slice(0, k))]
}
const SUBPROOF = (m: number, D: Uint8Array[], b: boolean): Buffer[] => {
  if (m === D.length) return b ? [] : [MTH(D)]
  const k = split(D.length)
  return m <= k
    ? [...SUBPROOF(m, D.slice(0, k), b), MTH(D.slice(k))]
    : [...SUBPROOF(m - k, D.slice(k), false), MTH(D.slice(0, k))]
}

// The reference vectors of Certificate Transparency.
const contents = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = contents.map((c) => leafHash(Buffer.from(c, 'hex')))

test('roots are those of the Certificate Transparency reference vectors', () => {
  roots.forEach((root, size) => {
    expect(hex(rootOf(leaves.slice(0, size)))).toBe(root)
  })
})

test('proofs are those of the Certificate Transparency reference vectors', () => {
  expect(inclusionProof(leaves, 0).map(hex)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  expect(inclusionProof(leaves, 5).map(hex)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(consistencyProof(leaves, 6).map(hex)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
})

const lists = fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 })

test('root, audit path and consistency proof are what the RFC defines, for any list', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (D, pick) => {
      const hashes = D.map(leafHash)
      const m = pick % D.length
      expect(hex(rootOf(hashes))).toBe(hex(MTH(D)))
      expect(inclusionProof(hashes, m).map(hex)).toEqual(PATH(m, D).map(hex))
      expect(consistencyProof(hashes, m + 1).map(hex)).toEqual(SUBPROOF(m + 1, D, true).map(hex))
    }),
  )
})

test('a frontier appended leaf by leaf has the root of the whole list, and tells every complete subtree once', () => {
  const all = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))
  const frontier = emptyFrontier()
  expect(frontierRoot(frontier)).toEqual(emptyRoot)
  const nodes = new Map<string, string>()
  all.forEach((leaf, i) => {
    append(frontier, leaf, (level, index, node) => {
      expect(nodes.has(`${level}:${index}`)).toBe(false)
      nodes.set(`${level}:${index}`, hex(node))
    })
    expect(hex(frontierRoot(frontier))).toBe(hex(rootOf(all.slice(0, i + 1))))
    expect(frontier.hashes.length).toBe((i + 1).toString(2).replaceAll('0', '').length)
  })
  expect(nodes.get('8:0')).toBe(hex(rootOf(all.slice(0, 256))))
  expect(nodes.get('2:3')).toBe(hex(rootOf(all.slice(12, 16))))
  expect(nodes.size).toBe(150 + 75 + 37 + 18 + 9 + 4 + 2 + 1)
})

test('a range falls apart into aligned complete subtrees, largest first', () => {
  expect(subtreesOf([8, 15])).toEqual([
    { level: 2, index: 2 },
    { level: 1, index: 6 },
    { level: 0, index: 14 },
  ])
  expect(subtreesOf([0, 2 ** 40])).toEqual([{ level: 40, index: 0 }])
})

const root = (n: number) => rootOf(leaves.slice(0, n))

test('an inclusion proof convinces for its own leaf, place, size and root only', () => {
  for (let size = 1; size <= 8; size++) {
    for (let index = 0; index < size; index++) {
      const claim = {
        index,
        size,
        leaf: leaves[index]!,
        proof: inclusionProof(leaves.slice(0, size), index),
        root: root(size),
      }
      expect(verifyInclusion(claim)).toBe(true)
      expect(verifyInclusion({ ...claim, leaf: leafHash(Buffer.from('other')) })).toBe(false)
      expect(verifyInclusion({ ...claim, root: leafHash(Buffer.from('other')) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: [...claim.proof, emptyRoot] })).toBe(false)
      expect(verifyInclusion({ ...claim, index: size })).toBe(false)
      expect(verifyInclusion({ ...claim, index: -1 })).toBe(false)
      if (claim.proof.length > 0) {
        expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false)
        expect(verifyInclusion({ ...claim, index: index === 0 ? 1 : index - 1 })).toBe(false)
      }
    }
  }
})

test('a consistency proof convinces for its own two roots only', () => {
  for (let second = 1; second <= 8; second++) {
    for (let first = 1; first <= second; first++) {
      const proof = consistencyProof(leaves.slice(0, second), first)
      const claim = { first, second, firstRoot: root(first), secondRoot: root(second), proof }
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, firstRoot: emptyRoot })).toBe(false)
      expect(verifyConsistency({ ...claim, secondRoot: emptyRoot })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...proof, emptyRoot] })).toBe(false)
      if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
      if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: [] })).toBe(false)
    }
  }
  expect(
    verifyConsistency({ first: 0, second: 3, firstRoot: emptyRoot, secondRoot: root(3), proof: [] }),
  ).toBe(false)
})
