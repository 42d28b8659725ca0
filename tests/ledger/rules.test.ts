import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postEntry } from '~/ledger/post-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Sql } from '~/platform/db.server'
import { databases, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, gift, giftLines, mustPost, openFunds } from './books'

describe.each(databases)('the database itself keeps the ledger’s rules: $name', ({ open }) => {
  let at: TestDatabase
  let first: bigint
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
    first = await mustPost(at.db, gift('first'))
    for (let n = 0; n < 255; n++) await mustPost(at.db, gift(`more ${n}`))
    await sealEntries(at.db, [])
  })
  afterAll(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test.each([
    ['no lines', [], 'no-lines'],
    ['one line', giftLines('pool', 1n).slice(1), 'no-lines'],
    [
      'lines that do not sum to zero',
      [...giftLines('pool', 1n), ...giftLines('pool', 2n).slice(1)],
      'unbalanced',
    ],
    [
      'lines that cancel over two funds but not within each',
      [giftLines('pool', 5n)[0]!, giftLines('school', 5n)[1]!],
      'unbalanced',
    ],
    ['a line of zero fen', giftLines('pool', 0n), 'zero-line'],
    ['a fund nobody opened', giftLines('nobody', 5n), 'unknown-fund'],
    [
      'an account outside the chart',
      giftLines('pool', 5n).map((l) => ({ ...l, account: 'x' })),
      'unknown-account',
    ],
  ])('an entry with %s is refused', async (_, lines, reason) => {
    expect(await postEntry(at.db, gift('refused', lines))).toEqual({ ok: false, reason })
  })

  const tables = ['ledger_entry', 'ledger_line', 'ledger_leaf', 'ledger_log_node']
  const changes = tables.flatMap((table) => [
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
    `TRUNCATE ${table} CASCADE`,
  ])
  const updates = [
    `UPDATE ledger_entry SET memo = 'x'`,
    'UPDATE ledger_line SET amount_fen = amount_fen + 1',
    'UPDATE ledger_leaf SET hash = hash',
    'UPDATE ledger_log_node SET hash = hash',
  ]
  test.each([...changes, ...updates])(
    'append-only, also for a replication session: %s',
    async (statement) => {
      await expect(at.db.query(statement)).rejects.toThrow('ledger_append_only')
      const asReplica = at.db.transaction(async (tx) => {
        await tx.query('SET LOCAL session_replication_role = replica')
        await tx.query(statement)
      })
      await expect(asReplica).rejects.toThrow('ledger_append_only')
    },
  )

  const insertEntry = `
    INSERT INTO ledger_entry (source, key, kind, occurred_on, channel, input_hash, line_count)
    VALUES ('raw', $1, 'gift', '2026-01-10', 'card', '', $2) RETURNING id`
  const insertLine = `
    INSERT INTO ledger_line (entry_id, line_no, account, fund, amount_fen) VALUES
    ($1, $2, 'bank', 'pool', 5), ($1, $2 + 1, 'donations', 'pool', -5)`
  const raw = (replica: boolean, work: (tx: Sql) => Promise<unknown>) =>
    at.db.transaction(async (tx) => {
      if (replica) await tx.query('SET LOCAL session_replication_role = replica')
      await work(tx)
    })

  test.each([false, true])('an entry without its lines cannot commit (replica: %s)', async (replica) => {
    await expect(raw(replica, (tx) => tx.query(insertEntry, ['bare', 2]))).rejects.toThrow(
      'ledger_line_count',
    )
  })

  test.each([false, true])(
    'lines cannot be added to an entry that has its lines (replica: %s)',
    async (replica) => {
      await expect(raw(replica, (tx) => tx.query(insertLine, [first, 3]))).rejects.toThrow(
        'ledger_line_count',
      )
      await expect(raw(replica, (tx) => tx.query(insertLine, [first, 1]))).rejects.toThrow('ledger_line_pkey')
    },
  )

  test('lines of no entry are refused', async () => {
    await expect(at.db.query(insertLine, [999_999, 1])).rejects.toThrow('ledger_line_count')
  })

  test('a fund’s slug and an account’s code stay as they stand in the leaves', async () => {
    await expect(at.db.query(`UPDATE ledger_fund SET slug = 'x' WHERE slug = 'pool'`)).rejects.toThrow(
      'ledger_key_is_kept',
    )
    await expect(at.db.query(`DELETE FROM ledger_account WHERE code = 'bank'`)).rejects.toThrow(
      'ledger_key_is_kept',
    )
  })
})
