import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '~/ledger/audit-books.server'
import { auditReport } from '~/ledger/audit-report'
import { type Hash, rootOf } from '~/ledger/merkle'
import type { Fault } from '~/ledger/projection'
import { readHead } from '~/ledger/read-head.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { databases, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, funds, gift, giftLines, mustPost, openFunds, tampered } from './books'

const flip = (column: string) => `set_byte(${column}, 3, get_byte(${column}, 3) # 1)`

describe.each(databases)('the audit: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
    expect(await auditBooks(at.db)).toEqual({ entries: 0, leaves: 0, faults: [] })
    await at.db.transaction(async (tx) => {
      for (let n = 0; n < 300; n++) {
        await mustPost(tx, gift(`g ${n}`, [...giftLines('pool', 4666n), ...giftLines('school', 2000n)]))
      }
    })
    await reverseEntry(at.db, { entryId: 5n, memo: 'mistake', occurredOn: '2026-01-11' })
    await sealEntries(at.db, [], { limit: 100 })
    await sealEntries(at.db, [])
    await mustPost(at.db, gift('still queued'))
  })
  afterAll(() => at.drop())

  test('clean books say how many entries and leaves they hold, whatever the batch', async () => {
    for (const batchSize of [7, 302, 5_000]) {
      const audit = await expectCleanBooks(at.db, { batchSize })
      expect(auditReport(audit)).toEqual(['books: 302 entries, 301 leaves, 0 faults'])
    }
  })

  const line = 'WHERE entry_id = 123 AND line_no = 2'
  test.each([
    [
      'an amount',
      'ledger_line',
      `SET amount_fen = amount_fen + 1 ${line}`,
      'entry',
      '123',
      'is off by 1 fen',
    ],
    [
      'two amounts of one fund',
      'ledger_line',
      'SET amount_fen = amount_fen + sign(amount_fen) WHERE entry_id = 123 AND line_no <= 2',
      'entry',
      '123',
      'differs from what was posted',
    ],
    [
      'a campaign',
      'ledger_line',
      `SET campaign = 'wall' ${line}`,
      'entry',
      '123',
      'differs from what was posted',
    ],
    [
      'a currency',
      'ledger_line',
      `SET currency = 'USD' WHERE entry_id = 123`,
      'entry',
      '123',
      'differs from its sealed leaf 122',
    ],
    [
      'a line number',
      'ledger_line',
      'SET line_no = 9 WHERE entry_id = 123 AND line_no = 4',
      'entry',
      '123',
      'out of order',
    ],
    [
      'a line’s entry',
      'ledger_line',
      'SET entry_id = 99999 WHERE entry_id = 123',
      'entry',
      '123',
      'has 0 lines',
    ],
    [
      'the day',
      'ledger_entry',
      `SET occurred_on = '2026-01-11' WHERE id = 123`,
      'entry',
      '123',
      'differs from what was posted',
    ],
    [
      'the time',
      'ledger_entry',
      `SET posted_at = posted_at + interval '1 ms' WHERE id = 123`,
      'entry',
      '123',
      'sealed leaf 122',
    ],
    ['the key', 'ledger_entry', `SET key = 'g 122x' WHERE id = 123`, 'entry', '123', 'sealed leaf 122'],
    [
      'the donor',
      'ledger_entry',
      `SET donor_commitment = ${flip('donor_commitment')} WHERE id = 123`,
      'entry',
      '123',
      'posted',
    ],
    [
      'the input hash',
      'ledger_entry',
      `SET input_hash = ${flip('input_hash')} WHERE id = 123`,
      'entry',
      '123',
      'posted',
    ],
    [
      'the line count',
      'ledger_entry',
      'SET line_count = 5 WHERE id = 123',
      'entry',
      '123',
      'was posted with 5',
    ],
    [
      'a queued entry',
      'ledger_entry',
      `SET memo = 'x' WHERE id = 302`,
      'entry',
      '302',
      'differs from what was posted',
    ],
    [
      'a leaf',
      'ledger_leaf',
      `SET hash = ${flip('hash')} WHERE index = 122`,
      'entry',
      '123',
      'differs from its sealed leaf 122',
    ],
    [
      'a log node',
      'ledger_log_node',
      `SET hash = ${flip('hash')}`,
      'log node',
      '8/0',
      'differs from its leaves',
    ],
    ['the root', 'ledger_log_head', `SET root = ${flip('root')}`, 'log', 'head', 'root'],
    ['the size', 'ledger_log_head', 'SET tree_size = tree_size - 1', 'log', 'head', 'says 300 leaves'],
    ['the frontier', 'ledger_log_head', 'SET frontier = frontier[2:]', 'log', 'head', 'frontier'],
    [
      'a total',
      'ledger_fund_total',
      `SET received_fen = received_fen + 1 WHERE fund = 'school'`,
      'fund',
      'school',
      'receivedFen',
    ],
    [
      'a balance',
      'ledger_fund_total',
      `SET balance_fen = 0 WHERE fund = 'pool'`,
      'fund',
      'pool',
      'balanceFen is 0',
    ],
  ])('names the row after %s was changed', async (_, table, change, what, row, detail) => {
    const audit = await tampered(at.db, table, `UPDATE ${table} ${change}`, (db) =>
      auditBooks(db, { batchSize: 100 }),
    )
    expect(audit.faults).toEqual([{ what, row, detail: expect.stringContaining(detail) }])
    expect(auditReport(audit)).toEqual([
      expect.stringMatching(`^fault: ${what} ${row}: `),
      expect.stringMatching(/^books: \d+ entries, \d+ leaves, 1 fault$/),
    ])
  })

  test.each([
    ['an entry', 'ledger_entry', 'id = 123', 'line', '123/1'],
    ['the last entry', 'ledger_entry', 'id = 302', 'line', '302/1'],
    ['a line', 'ledger_line', 'entry_id = 123 AND line_no = 4', 'entry', '123'],
    ['a leaf', 'ledger_leaf', 'index = 122', 'entry', '123'],
    ['a queue row', 'ledger_unsealed', 'true', 'entry', '302'],
    ['a log node', 'ledger_log_node', 'true', 'log node', '8/0'],
    ['a total', 'ledger_fund_total', `fund = 'pool'`, 'fund', 'pool'],
  ])('names the row after %s was removed', async (_, table, where, what, row) => {
    const { faults } = await tampered(at.db, table, `DELETE FROM ${table} WHERE ${where}`, (db) =>
      auditBooks(db, { batchSize: 100 }),
    )
    expect(faults).toEqual([{ what, row, detail: expect.any(String) }])
  })

  test.each([
    ['a leaf', 'ledger_leaf', `VALUES (301, 999, '', now())`, 'log', 'head'],
    ['a queue row', 'ledger_unsealed', 'VALUES (999)', 'queue', '999'],
    ['a queue row of a sealed entry', 'ledger_unsealed', 'VALUES (123)', 'entry', '123'],
    ['a log node', 'ledger_log_node', `VALUES (8, 1, '')`, 'log', 'nodes'],
    ['a total', 'ledger_fund_total', `VALUES ('general', 1, 0, 1, 1)`, 'fund', 'general'],
  ])('names the row after %s was slipped in', async (_, table, values, what, row) => {
    const { faults } = await tampered(at.db, table, `INSERT INTO ${table} ${values}`, (db) =>
      auditBooks(db, { batchSize: 100 }),
    )
    expect(faults).toEqual([{ what, row, detail: expect.any(String) }])
  })

  test('asks every projection and every other room, and stops at the first fault', async () => {
    const fault = (row: string): Fault => ({ what: 'thing', row, detail: 'is off' })
    const asked: string[] = []
    const apply = async () => {}
    const ask = async (name: string): Promise<Fault[]> => {
      asked.push(name)
      return []
    }
    const projections = [
      { name: 'silent', apply },
      { name: 'clean', apply, check: () => ask('clean') },
    ]
    async function* stream() {
      asked.push('stream')
      yield fault('1')
      yield fault('2')
    }
    const checks = [
      { name: 'none', run: () => ask('none') },
      { name: 'stream', run: stream },
      { name: 'never', run: () => ask('never') },
    ]
    expect((await auditBooks(at.db, { projections, checks })).faults).toEqual([fault('1')])
    expect(asked).toEqual(['clean', 'none', 'stream'])
    const check = async () => [fault('p')]
    const failing = [{ name: 'p', apply, check }]
    expect((await auditBooks(at.db, { projections: failing, checks })).faults).toEqual([fault('p')])
  })

  test('any history of posts, reversals and seals makes a log with the root of its leaves, and clean books', async () => {
    const step = fc.oneof(
      fc.record({
        fund: fc.constantFrom(...funds),
        fen: fc.bigInt({ min: 1n, max: 10n ** 12n }),
        memo: fc.string({ unit: 'binary', maxLength: 20 }).map((s) => s.replaceAll('\0', '')),
      }),
      fc.record({ reverse: fc.nat(40) }),
      fc.record({ seal: fc.integer({ min: 1, max: 9 }) }),
    )
    let posted = 0
    let last = 0n
    const history = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      for (const s of steps) {
        if ('seal' in s) await sealEntries(at.db, [], { limit: s.seal })
        else if ('reverse' in s) {
          const entryId = last - BigInt(s.reverse)
          await reverseEntry(at.db, { entryId, memo: 'property', occurredOn: '2026-01-12' })
        } else {
          last = await mustPost(at.db, { ...gift(`p ${posted++}`, giftLines(s.fund, s.fen)), memo: s.memo })
        }
      }
      await sealEntries(at.db, [])
      const rows = await at.db.query<{ hash: Hash }>('SELECT hash FROM ledger_leaf ORDER BY index')
      const root = rootOf(rows.map((r) => r.hash))
      expect(Buffer.from((await readHead(at.db)).root).equals(root)).toBe(true)
      await expectCleanBooks(at.db, { batchSize: 50 })
    })
    await fc.assert(history, { numRuns: 20 })
  })
})
