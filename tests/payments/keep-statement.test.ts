import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bankBooks } from '~/giving/bank-books.server'
import { auditBooks } from '~/ledger/audit-books.server'
import { findBankAccount } from '~/payments/bank/find-bank-account.server'
import { keepStatement } from '~/payments/bank/keep-statement.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { actor, expectBankBooks, openAccount, suspense, treasurer, upload } from './bank-desk'
import { camtOf, csvOf, type Movement } from './bank-files'

const week: Movement[] = [
  { day: '2026-03-06', yuan: '5000.00', who: '南村小学', remark: '认捐', ref: 'T1' },
  { day: '2026-03-06', yuan: '-12.50', remark: '手续费', ref: 'T2' },
  { day: '2026-03-07', yuan: '100.01', who: '梁锦华', remark: '扶贫', ref: 'T3' },
]
const later: Movement = { day: '2026-03-08', yuan: '1.00', who: '无名', remark: '', ref: 'T4' }

describe.each(databases)('keeping a statement: $name', ({ open }) => {
  let at: TestDatabase
  let accountId: string
  beforeEach(async () => {
    at = await open()
    accountId = await openAccount(at.db)
  })
  afterEach(async () => {
    await expectBankBooks(at.db)
    await at.drop()
  })
  const keep = async (file: string, by = treasurer) => {
    const { plan: _, ...told } = await upload(at.db, accountId, file, by)
    return keepStatement(at.db, by, told)
  }

  test('credits lie in suspense, debits are kept, and the layout is remembered', async () => {
    const { db } = at
    const { plan, ...told } = await upload(db, accountId, csvOf(week, '10.00'))
    expect(plan).toMatchObject({
      newLines: 3,
      knownLines: 0,
      newCreditFen: 510_001n,
      newDebitFen: -1_250n,
      openingFen: 1_000n,
    })
    expect(await db.query('SELECT 1 FROM payments_bank_line'), 'a dry run writes nothing').toEqual([])
    expect(await keepStatement(db, treasurer, told)).toEqual({ ok: true, newLines: 3 })
    expect(await suspense(db)).toBe(510_001n)
    expect((await findBankAccount(db, accountId))!.layout).toMatchObject({ amounts: 'two', headRows: 2 })
    expect(
      await db.query(
        'SELECT amount_fen AS fen, open_fen AS open, bank_ref AS ref FROM payments_bank_line ORDER BY ref',
      ),
    ).toEqual([
      { fen: 500_000n, open: 500_000n, ref: 'T1' },
      { fen: -1_250n, open: 0n, ref: 'T2' },
      { fen: 10_001n, open: 10_001n, ref: 'T3' },
    ])
    for (const change of [
      'UPDATE payments_bank_line SET amount_fen = 1',
      'DELETE FROM payments_bank_line',
      'UPDATE payments_bank_line SET open_fen = amount_fen + 1',
    ])
      await expect(db.query(change), change).rejects.toThrow(/payments_bank_line/)
  })

  test('the same file twice brings nothing; a file that overlaps brings what is new; a gap between two is told', async () => {
    const { db } = at
    expect(await keep(csvOf(week))).toEqual({ ok: true, newLines: 3 })
    expect(await keep(csvOf(week))).toEqual({ ok: false, reason: 'nothing-new' })
    const { plan } = await upload(db, accountId, csvOf([week[2]!, later], '4987.50'))
    expect(plan).toMatchObject({ newLines: 1, knownLines: 1, gap: null })
    expect(plan.shown.map((l) => l.verdict)).toEqual(['known', 'new'])
    expect(await keep(csvOf([week[2]!, later], '4987.50'))).toEqual({ ok: true, newLines: 1 })
    const after = await upload(db, accountId, csvOf([{ ...later, day: '2026-03-10', ref: 'T6' }], '9000.00'))
    expect(after.plan.gap).toEqual({ day: '2026-03-08', closingFen: 508_851n })
    expect(await suspense(db)).toBe(510_101n)
  })

  test('what was shown is what is kept, by whoever brought it and may', async () => {
    const { db } = at
    const { plan: _, ...told } = await upload(db, accountId, csvOf(week))
    expect(await keepStatement(db, actor('organiser'), told)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await keepStatement(db, actor('treasurer', 'another'), told)).toEqual({
      ok: false,
      reason: 'upload-gone',
    })
    expect(await keepStatement(db, treasurer, { ...told, planHash: 'x' })).toEqual({
      ok: false,
      reason: 'plan-changed',
    })
    await keep(csvOf(week.slice(0, 1)), actor('treasurer', 'another'))
    expect(await keepStatement(db, treasurer, told), 'kept meanwhile').toEqual({
      ok: false,
      reason: 'plan-changed',
    })
    expect(await suspense(db)).toBe(500_000n)
  })

  test('a wrong sum keeps nothing', async () => {
    await expect(upload(at.db, accountId, camtOf(week, '0.00', '5087.52'))).rejects.toThrow('sum-wrong')
    expect(await at.db.query('SELECT 1 FROM payments_bank_line')).toEqual([])
  })

  test('the audit names a line that says it is open and is not', async () => {
    await keep(csvOf(week))
    const spoil = `UPDATE payments_bank_line SET open_fen = open_fen - 1 WHERE bank_ref = 'T3'`
    await at.db.query(spoil)
    const { faults } = await auditBooks(at.db, { checks: [bankBooks] })
    expect(faults[0]).toMatchObject({ what: 'line-open', detail: '10000 fen are open, matches leave 10001' })
    await at.db.query(spoil.replace('- 1', '+ 1'))
  })
})

test.each(postgresOnly)(
  'two treasurers keep overlapping files at once: each line once ($name)',
  async ({ open }) => {
    const { db, drop } = await open()
    const accountId = await openAccount(db)
    const others = ['a', 'b', 'c', 'd'].map((id) => actor('treasurer', id))
    const told = await Promise.all(
      others.map((by) =>
        upload(db, accountId, csvOf([...week, later].slice(0, 2 + (others.indexOf(by) % 3))), by),
      ),
    )
    const kept = await Promise.all(told.map(({ plan: _, ...t }, i) => keepStatement(db, others[i]!, t)))
    expect(kept.filter((k) => k.ok)).toHaveLength(1)
    await expectBankBooks(db)
    await drop()
  },
)
