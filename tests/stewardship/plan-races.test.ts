import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runSealer } from '~/ledger/run-sealer.server'
import type { Database } from '~/platform/db.server'
import { closePlan } from '~/stewardship/plans/close-plan.server'
import { lockFundMoney } from '~/stewardship/plans/lock-available.server'
import { postgresOnly, type TestDatabase } from '../setup/databases'
import {
  approve,
  approved,
  expectBooks,
  pay,
  promised,
  rui,
  small,
  submitted,
  tao,
  versionOf,
  works,
} from './plans'
import { fundWith, pour } from './support'

/** How each of many answers ended, counted. */
const endings = (answers: readonly ({ ok: true } | { ok: false; reason: string })[]) => {
  const counts: Record<string, number> = {}
  for (const one of answers) {
    const key = one.ok ? 'ok' : one.reason
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

describe.each(postgresOnly)('money is promised and spent once: $name', ({ open }) => {
  let at: TestDatabase
  let db: Database
  beforeEach(async () => {
    at = await open()
    db = at.db
  })
  afterEach(async () => {
    await expectBooks(db)
    await at.drop()
  })

  test('a hundred plans approved at once for the last money, over two pools, while gifts come in and are sealed: exactly what fits', async () => {
    await fundWith(db, 'pool-2022', 300_000n)
    await fundWith(db, 'pool-2023', 300_000n)
    // Each takes 70.00 of one pool and 30.00 of the other, every second one the other way round: locks cross.
    const ids: string[] = []
    for (let n = 0; n < 100; n++) {
      const [a, b] = n % 2 === 0 ? ['pool-2022', 'pool-2023'] : ['pool-2023', 'pool-2022']
      const two = { ...small('70', a), source2Fund: b!, source2Amount: '30', line1Amount: '100' }
      ids.push(await submitted(db, two))
    }
    const sealer = runSealer(db, [])
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => approve(db, rui, id))),
      Promise.all(Array.from({ length: 10 }, () => pour(db, 'pool-2022', 1_000n))),
    ])
    await sealer.stop()
    const counts = endings(answers)
    expect(counts.ok! + counts['not-enough']!).toBe(100)
    const [money] = [
      await db.transaction(async (tx) => ({
        one: await lockFundMoney(tx, 'pool-2022'),
        two: await lockFundMoney(tx, 'pool-2023'),
      })),
    ]
    expect(money.one.balanceFen + money.two.balanceFen).toBe(610_000n)
    expect(money.one.promisedFen + money.two.promisedFen).toBe(BigInt(counts.ok!) * 10_000n)
    for (const pool of [money.one, money.two]) expect(pool.availableFen).toBeGreaterThanOrEqual(0n)
    // Nothing that would still fit was refused: neither pool has room for a plan's larger part beside the other's smaller one.
    const fits = (a: bigint, b: bigint) => a >= 7_000n && b >= 3_000n
    const [a, b] = [money.one.availableFen, money.two.availableFen]
    const late = await Promise.all(ids.filter((_, n) => !answers[n]!.ok).map((id) => approve(db, rui, id)))
    if (!fits(a, b) && !fits(b, a)) expect(endings(late).ok ?? 0).toBe(0)
    else expect(endings(late).ok ?? 0).toBeGreaterThan(0)
  })

  test('two plans at once for the last money of a fund: one gets it', async () => {
    await fundWith(db, 'pool-2022', 10_000n)
    const ids = [await submitted(db, small('100')), await submitted(db, small('100'))]
    expect(endings(await Promise.all(ids.map((id) => approve(db, rui, id))))).toEqual({
      ...{ ok: 1, 'not-enough': 1 },
    })
    expect(await promised(db, 'pool-2022')).toBe(10_000n)
  })

  test('two payments at once for the same money, and the same form twice at once: paid once', async () => {
    await fundWith(db, 'pool-2022', 20_000_000n)
    await fundWith(db, 'pool-2023', 5_000_000n)
    const planId = await approved(db, works)
    const all = { part1Amount: '139300', part1Line: '1' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay(db, planId, all)))
    expect(endings(answers)).toEqual({ ok: 1, 'more-than-source': 7 })
    const id = randomUUID()
    const rest = { part1Amount: '18900', part1Fund: 'pool-2023', part1Line: '2' }
    const twice = await Promise.all(Array.from({ length: 8 }, () => pay(db, planId, rest, { id })))
    expect(twice.filter((one) => one.ok && one.created)).toHaveLength(1)
    expect(endings(twice)).toEqual({ ok: 8 })
  })

  test('approving, paying, closing and money going back to donors at once: no fund goes below zero, nothing is promised twice', async () => {
    await fundWith(db, 'pool-2022', 40_000n)
    const open = [await approved(db, small('100')), await approved(db, small('100'))]
    const next = [await submitted(db, small('100')), await submitted(db, small('100'))]
    const version = await versionOf(db, open[1]!)
    await Promise.all([
      ...next.map((id) => approve(db, rui, id)),
      ...open.map((id) => pay(db, id, { part1Amount: '100' })),
      closePlan(db, tao, { planId: open[1]!, version, on: '2024-03-31' }),
      pour(db, 'pool-2022', -15_000n),
      approve(db, rui, next[0]!),
    ])
    const { balanceFen, promisedFen } = await db.transaction((tx) => lockFundMoney(tx, 'pool-2022'))
    expect(balanceFen).toBeGreaterThanOrEqual(0n)
    // What the refund took after it was promised is not there; paying all that is left open is refused, not overdrawn.
    const tries = await Promise.all([...open, ...next].map((id) => pay(db, id, { part1Amount: '100' })))
    expect(endings(tries).ok ?? 0).toBeLessThanOrEqual(Number(balanceFen / 10_000n))
    const after = await db.transaction((tx) => lockFundMoney(tx, 'pool-2022'))
    expect(after.balanceFen).toBeGreaterThanOrEqual(0n)
    expect(promisedFen - after.promisedFen).toBe(balanceFen - after.balanceFen)
  })
})
