import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listLogEntries } from '~/ledger/list-log-entries.server'
import type { Projection, SealedEntry } from '~/ledger/projection'
import { readHead, readSealerLag } from '~/ledger/read-head.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { runSealer } from '~/ledger/run-sealer.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { openDatabase } from '~/platform/db.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, gift, giftLines, mustPost, openFunds } from './books'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const until = async (met: () => boolean | Promise<boolean>) => {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Keeps what it was told; can be made to fail. */
const recorder = (over: Partial<Projection> = {}) => {
  const seen: SealedEntry[] = []
  const sizes: bigint[] = []
  const projection: Projection = {
    name: 'recorder',
    async apply(_tx, batch, head) {
      seen.push(...batch)
      sizes.push(head.treeSize)
    },
    ...over,
  }
  return { seen, sizes, projection }
}

describe.each(databases)('sealing: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterEach(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })
  const post = async (count: number, name = 'g') => {
    for (let n = 0; n < count; n++) await mustPost(at.db, gift(`${name} ${n}`))
  }

  test('entries get consecutive indices in order, batch after batch, and projections see each once', async () => {
    await post(7)
    const { projection, seen, sizes } = recorder()
    expect(await sealEntries(at.db, [projection], { limit: 3 })).toEqual({ sealed: 3, treeSize: 3n })
    expect(await sealEntries(at.db, [projection], { limit: 3 })).toEqual({ sealed: 3, treeSize: 6n })
    expect(await readSealerLag(at.db)).toMatchObject({ waiting: 1n })
    expect(await sealEntries(at.db, [projection], { limit: 3 })).toEqual({ sealed: 1, treeSize: 7n })
    expect(await sealEntries(at.db, [projection], { limit: 3 })).toEqual({ sealed: 0, treeSize: null })
    expect(seen.map((s) => s.index)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n])
    expect(seen.map((s) => s.entryId)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n])
    expect(sizes).toEqual([3n, 6n, 7n])
    expect(await readHead(at.db)).toMatchObject({ treeSize: 7n })
    expect(await readSealerLag(at.db)).toEqual({ waiting: 0n, oldestMs: 0n })
  })

  test('a projection learns what a line is and what a reversal takes back', async () => {
    const id = await mustPost(at.db, gift('a', giftLines('pool', 500n)))
    await reverseEntry(at.db, { entryId: id, memo: 'mistake', occurredOn: '2026-01-11' })
    const { projection, seen } = recorder()
    await sealEntries(at.db, [projection])
    expect(seen[0]).toMatchObject({
      kind: 'gift',
      reversesKind: null,
      channel: 'card',
      occurredOn: '2026-01-10',
    })
    expect(seen[0]!.lines[1]).toMatchObject({
      account: 'donations',
      raised: true,
      type: 'income',
      fund: 'pool',
      campaign: 'walk',
      amountFen: -500n,
    })
    expect(seen[1]).toMatchObject({ kind: 'reversal', reversesKind: 'gift', occurredOn: '2026-01-11' })
  })

  test('a seal that fails half-way leaves nothing, and the next one seals the same', async () => {
    await post(3)
    const failing = recorder({ apply: () => Promise.reject(new Error('power cut')) })
    await expect(sealEntries(at.db, [failing.projection])).rejects.toThrow('power cut')
    expect(await readHead(at.db)).toMatchObject({ treeSize: 0n })
    expect(await at.db.query('SELECT * FROM ledger_leaf')).toEqual([])
    expect(await sealEntries(at.db, [])).toEqual({ sealed: 3, treeSize: 3n })
  })

  test('a projection with work of its own is called without entries, and readers are told', async () => {
    await post(1)
    await sealEntries(at.db, [])
    await at.db.query('CREATE TABLE errand (n int)')
    const { projection, seen, sizes } = recorder({ hasWork: 'EXISTS (SELECT FROM errand)' })
    const idle = recorder()
    const notices: string[] = []
    const stop = await at.db.listen('seal', (payload) => notices.push(payload))
    expect(await sealEntries(at.db, [projection])).toEqual({ sealed: 0, treeSize: null })
    await at.db.query('INSERT INTO errand VALUES (1)')
    expect(await sealEntries(at.db, [projection, idle.projection])).toEqual({ sealed: 0, treeSize: 1n })
    expect([seen, sizes, idle.sizes]).toEqual([[], [1n], []])
    await until(() => notices.length > 0)
    expect(notices).toEqual(['1'])
    await stop()
  })

  test('a log entry hashes to its leaf and holds neither key nor anything of the donor', async () => {
    await post(300, 'b2a4a2de-secret')
    await sealEntries(at.db, [], { limit: 299 })
    const listed = await listLogEntries(at.db, { start: 40n, end: 1_000n })
    expect(listed.ok && listed.entries.map((e) => e.index)).toEqual(
      Array.from({ length: 256 }, (_, n) => BigInt(40 + n)),
    )
    const rest = await listLogEntries(at.db, { start: 296n, end: 1_000n })
    expect(rest).toMatchObject({ ok: true, treeSize: 299n })
    expect(rest.ok && rest.entries.length).toBe(3)
    const { leaf } = rest.ok ? rest.entries[0]! : { leaf: '' }
    expect(leaf).not.toContain('secret')
    expect(rest.ok && rest.entries[0]!.leafHash).toBe(sha256(`\0${leaf}`))
    const members = JSON.parse(leaf)
    expect(Object.keys(members)).toEqual(Object.keys(members).sort())
    expect({ ...members, postedAt: '' }).toEqual({
      adjustsOn: null,
      channel: 'card',
      donor: '07'.repeat(32),
      id: '297',
      keyHash: sha256('b2a4a2de-secret 296'),
      kind: 'gift',
      lines: [
        ['provider-clearing', 'pool', 'walk', 'CNY', '6666'],
        ['donations', 'pool', 'walk', 'CNY', '-6666'],
      ],
      memo: '',
      occurredOn: '2026-01-10',
      postedAt: '',
      reverses: null,
      source: 'gift',
      v: '1',
    })
    for (const range of [
      [299n, 300n],
      [5n, 5n],
      [-1n, 3n],
    ] as const) {
      const refused = await listLogEntries(at.db, { start: range[0], end: range[1] })
      expect(refused).toEqual({ ok: false, reason: 'out-of-range' })
    }
    await sealEntries(at.db, [])
  })

  test('a running sealer seals what is posted, wakes early, and stops only after its commit', async () => {
    const { projection, seen } = recorder()
    const sizes: (bigint | null)[] = []
    const sealer = runSealer(at.db, [projection], {
      tickMs: 600_000,
      limit: 4,
      onSealed: (s) => sizes.push(s.treeSize),
    })
    await post(10)
    sealer.wake()
    await until(() => seen.length === 10)
    await sealer.stop()
    expect(sizes.at(-1)).toBe(10n)
  })

  test('a running sealer outlives a failing database', async () => {
    let failures = 2
    const { projection, seen } = recorder()
    const flaky: Projection = {
      name: 'flaky',
      async apply() {
        if (failures-- > 0) throw new Error('not now')
      },
    }
    const errors: unknown[] = []
    await post(1)
    const sealer = runSealer(at.db, [flaky, projection], { tickMs: 5, onError: (e) => errors.push(e) })
    await until(() => seen.length === 1)
    await sealer.stop()
    expect(errors).toHaveLength(2)
  })
})

describe.each(postgresOnly)('sealing by many at once: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterEach(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test('sealers in two processes never give one index twice, while others post', async () => {
    const other = await openDatabase({ url: at.url, dataDir: '', poolSize: 4 })
    const { projection, seen } = recorder()
    const errors: unknown[] = []
    const options = { tickMs: 1, limit: 7, onError: (e: unknown) => errors.push(e) }
    const sealers = [at.db, at.db, other, other].map((db) => runSealer(db, [projection], options))
    const writer = async (w: number) => {
      for (let n = 0; n < 60; n++) await mustPost(at.db, gift(`${w} ${n}`))
    }
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(writer))
    await until(() => seen.length >= 480)
    await Promise.all(sealers.map((s) => s.stop()))
    await other.close()
    expect(errors).toEqual([])
    expect(seen.map((s) => s.index)).toEqual(Array.from({ length: 480 }, (_, n) => BigInt(n)))
    expect(new Set(seen.map((s) => s.entryId)).size).toBe(480)
  })

  test('a sealer whose connection is killed in the middle leaves nothing, and goes on', async () => {
    let kills = 1
    const victim: Projection = {
      name: 'victim',
      async apply(tx) {
        if (kills-- <= 0) return
        const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        await at.db.query('SELECT pg_terminate_backend($1)', [row!.pid])
        await tx.query('SELECT 1')
      },
    }
    for (let n = 0; n < 5; n++) await mustPost(at.db, gift(`k ${n}`))
    const { projection, seen } = recorder()
    const errors: unknown[] = []
    const sealer = runSealer(at.db, [victim, projection], { tickMs: 5, onError: (e) => errors.push(e) })
    await until(() => seen.length === 5)
    await sealer.stop()
    expect(errors).toHaveLength(1)
    expect(await readHead(at.db)).toMatchObject({ treeSize: 5n })
  })
})
