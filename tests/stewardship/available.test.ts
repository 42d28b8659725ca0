import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealEntries } from '~/ledger/seal-entries.server'
import { lockAvailable, lockFundMoney, movePromise } from '~/stewardship/plans/lock-available.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { fundWith, pour } from './support'

describe.each(databases)('what a fund can promise: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
  })
  afterEach(() => at.drop())

  test('money counts once, before its seal and after it; what is promised counts no more, goods never', async () => {
    const { db } = at
    await fundWith(db, 'pool', 10_000n)
    await fundWith(db, 'other', 77n)
    const available = () => db.transaction((tx) => lockAvailable(tx, 'pool'))
    expect(await available(), 'not sealed').toBe(10_000n)
    await sealEntries(db, [])
    expect(await available(), 'sealed').toBe(10_000n)
    await pour(db, 'pool', 5n)
    expect(await available(), 'one of each').toBe(10_005n)
    await db.query(
      `SELECT ledger_post('t', 'k', 'goods', '2024-01-01', 'goods', '', NULL, NULL, '{goods-on-hand,in-kind-gifts}', '{pool,pool}', '{NULL,NULL}', '{900,-900}')`,
    )
    await db.transaction(async (tx) => {
      await lockAvailable(tx, 'pool')
      await movePromise(tx, 'pool', 10_000n)
    })
    expect(await db.transaction((tx) => lockFundMoney(tx, 'pool'))).toEqual({
      balanceFen: 10_005n,
      promisedFen: 10_000n,
      availableFen: 5n,
    })
    await pour(db, 'pool', -8n)
    expect(await available(), 'went back to donors').toBe(-3n)
    expect(await db.transaction((tx) => lockAvailable(tx, 'nowhere'))).toBe(0n)
    await expect(db.transaction((tx) => movePromise(tx, 'pool', -10_001n))).rejects.toThrow(
      'stewardship_promise_amount',
    )
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  test('a hundred who each want a tenth, while the sealer runs: exactly ten get it', async () => {
    const { db, drop } = await open()
    await fundWith(db, 'pool', 1_000n)
    const want = () =>
      db.transaction(async (tx) => {
        if ((await lockAvailable(tx, 'pool')) < 100n) return 0
        await movePromise(tx, 'pool', 100n)
        return 1
      })
    const all = [...Array.from({ length: 100 }, want), sealEntries(db, []).then(() => 0)]
    const got = await Promise.all(all)
    expect(got.reduce((sum: number, one) => sum + Number(one), 0)).toBe(10)
    expect(await db.transaction((tx) => lockAvailable(tx, 'pool'))).toBe(0n)
    await drop()
  })
})
