import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logEntriesShape } from '~/ledger/log-shapes'
import { postEntry } from '~/ledger/post-entry.server'
import type { Database } from '~/platform/db.server'
import { give, press } from './donor'
import { bootMs, until } from './server'
import { kinds, openSite, type Site } from './site'
import {
  consistencyHolds,
  inclusionHolds,
  leafHashOf,
  merkleTreeHash,
  raisedFor,
  readCheckpoint,
} from './stranger'

/** More than one page of log entries, and odd sizes of subtrees. */
const takings = 601

async function postTakings(db: Database) {
  for (let n = 0; n < takings; n++) {
    const amountFen = BigInt(100 + n)
    const posted = await postEntry(db, {
      source: 'market',
      key: `stall-${n}`,
      kind: 'takings',
      occurredOn: '2026-01-10',
      channel: 'market',
      lines: [
        { account: 'cash', fund: 'elders', campaign: 'walk-11', amountFen },
        { account: 'market-takings', fund: 'elders', campaign: 'walk-11', amountFen: -amountFen },
      ],
    })
    expect(posted).toMatchObject({ ok: true })
  }
}

describe.each(kinds)('the public log over HTTP, $name', ({ kind }) => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(kind, { prepare: postTakings })
    const paid = await Promise.all(
      ['66.66', '0.01', '1234.56'].map((amount) => give(site, { amount, coverFee: 'yes' }).catch(() => null)),
    )
    for (const gift of paid) if (gift) await press(gift.payUrl, 'pay')
    await until('the gifts are sealed', async () => (await site.totals()).gifts === 2)
  }, bootMs)
  afterAll(() => site.stop())

  const json = async (path: string) => (await fetch(site.url + path)).json()
  const bytes = (hashes: string[]) => hashes.map((h) => Buffer.from(h, 'hex'))

  async function checkpoint() {
    const response = await fetch(`${site.url}/api/v1/log/checkpoint`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    return readCheckpoint(await response.text(), response.headers.get('x-verifier-key')!)
  }

  async function everyEntry() {
    const entries: { index: number; leaf: string; leafHash: string }[] = []
    for (let start = 0; ; start = entries.length) {
      const response = await fetch(`${site.url}/api/v1/log/entries?start=${start}`)
      if (response.status === 404) return entries
      const page = logEntriesShape.strict().parse(await response.json())
      expect(page.entries.length).toBeLessThanOrEqual(256)
      entries.push(...page.entries)
    }
  }

  test('a stranger who fetches every entry finds each leaf hash, the signed root, and the campaign’s total', async () => {
    const head = await checkpoint()
    const entries = await everyEntry()
    expect(entries.map((e) => e.index)).toEqual(entries.map((_, n) => n))
    expect(entries).toHaveLength(takings + 2)
    expect(head).toMatchObject({ origin: `${new URL(site.url).host}/log`, size: entries.length })
    for (const e of entries) expect(leafHashOf(e.leaf).toString('hex')).toBe(e.leafHash)
    expect(merkleTreeHash(entries.map((e) => leafHashOf(e.leaf)))).toEqual(head.root)

    const raised = raisedFor(
      entries.map((e) => e.leaf),
      'walk-11',
    )
    expect(raised.toString()).toBe((await site.totals()).confirmedFen)
    expect(raised).toBe(BigInt(takings * 100 + (takings * (takings - 1)) / 2) + 6666n + 123_456n)
  })

  test('an entry tells nothing about its donor: no name, no mail address, not the gift’s own page', async () => {
    const kept = await give(site, {
      amount: '5',
      name: '梁锦华',
      email: 'donor@example.org',
      message: '加油',
    })
    const before = (await site.totals()).treeSize
    await press(kept.payUrl, 'pay')
    await until('it is sealed', async () => (await site.totals()).treeSize > before)
    const all = JSON.stringify(await everyEntry())
    for (const secret of ['梁锦华', 'donor@example.org', '加油', kept.giftId])
      expect(all).not.toContain(secret)
  })

  test('inclusion proofs hold for the first, last and middle leaves, and for no other leaf', async () => {
    const { size, root } = await checkpoint()
    for (const index of [0, 1, 255, 256, 300, size - 2, size - 1]) {
      const proof = await json(`/api/v1/log/proof?index=${index}&size=${size}`)
      expect(proof).toMatchObject({ kind: 'inclusion', index, treeSize: size })
      const leaf = Buffer.from(proof.leafHash, 'hex')
      const [entry] = (await json(`/api/v1/log/entries?start=${index}&end=${index + 1}`)).entries
      expect(leafHashOf(entry.leaf)).toEqual(leaf)
      expect(inclusionHolds(leaf, index, size, bytes(proof.hashes), root)).toBe(true)
      expect(inclusionHolds(leaf, (index + 1) % size, size, bytes(proof.hashes), root)).toBe(false)
      expect(inclusionHolds(leafHashOf('{}'), index, size, bytes(proof.hashes), root)).toBe(false)
    }
  })

  test('consistency proofs lead from every earlier size to this one', async () => {
    const { size, root } = await checkpoint()
    const leaves = (await everyEntry()).map((e) => leafHashOf(e.leaf))
    for (const first of [1, 2, 3, 64, 255, 256, 257, 512, size - 1, size]) {
      const proof = await json(`/api/v1/log/proof?first=${first}&second=${size}`)
      expect(proof).toMatchObject({ kind: 'consistency', first, second: size })
      const firstRoot = merkleTreeHash(leaves.slice(0, first))
      expect(consistencyHolds(first, size, firstRoot, root, bytes(proof.hashes))).toBe(true)
      const forged = Buffer.from(firstRoot)
      forged[0]! ^= 1 // whatever stood there, it is another root now
      expect(consistencyHolds(first, size, forged, root, bytes(proof.hashes))).toBe(false)
    }
  })

  test.each([
    ['/api/v1/log/entries?start=99999999', 404, 'out-of-range'],
    ['/api/v1/log/entries?start=5&end=5', 404, 'out-of-range'],
    ['/api/v1/log/entries?start=-1', 400, 'bad-range'],
    ['/api/v1/log/entries?start=1.5', 400, 'bad-range'],
    ['/api/v1/log/entries?start=0&end=99999999999999999999', 400, 'bad-range'],
    ['/api/v1/log/proof?index=99999999', 404, 'out-of-range'],
    ['/api/v1/log/proof?index=0&size=99999999', 404, 'out-of-range'],
    ['/api/v1/log/proof?first=0&second=2', 404, 'out-of-range'],
    ['/api/v1/log/proof?first=2&second=1', 404, 'out-of-range'],
    ['/api/v1/log/proof', 400, 'bad-range'],
    ["/api/v1/log/proof?index=1'%20OR%201=1", 400, 'bad-range'],
  ])('%s is refused with %d %s', async (path, status, error) => {
    const response = await fetch(site.url + path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ error, detail: expect.any(String) })
  })
})
