import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { closePeriod } from '~/ledger/close-period.server'
import { readEntries } from '~/ledger/internal/read-entries.server'
import { postEntry } from '~/ledger/post-entry.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { shanghaiDay } from '~/platform/dates'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { expectCleanBooks, gift, giftLines, mustPost, openFunds } from './books'

describe.each(databases)('posting: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterAll(async () => {
    await sealEntries(at.db, [])
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test('an entry stands as it was posted', async () => {
    const input = {
      ...gift('whole', [...giftLines('pool', 4666n), ...giftLines('school', 2000n, null)]),
      memo: '你好 "𠮷"\n',
    }
    const id = await mustPost(at.db, input)
    const [entry] = await readEntries(at.db, [id])
    expect(entry).toMatchObject({
      source: 'gift',
      key: 'whole',
      occurredOn: '2026-01-10',
      adjustsOn: null,
      memo: input.memo,
      reverses: null,
      reversesKind: null,
    })
    expect(Buffer.from(entry!.donorCommitment!)).toEqual(input.donorCommitment)
    expect(entry!.lines.map((l) => [l.account, l.fund, l.campaign, l.amountFen, l.type, l.raised])).toEqual([
      ['provider-clearing', 'pool', 'walk', 4666n, 'asset', false],
      ['donations', 'pool', 'walk', -4666n, 'income', true],
      ['provider-clearing', 'school', null, 2000n, 'asset', false],
      ['donations', 'school', null, -2000n, 'income', true],
    ])
  })

  test('the same key with the same content answers the first entry', async () => {
    const first = await postEntry(at.db, gift('twice'))
    expect(first).toMatchObject({ ok: true, created: true })
    expect(await postEntry(at.db, gift('twice'))).toEqual({ ...first, created: false })
  })

  test('the same key with other content is refused', async () => {
    await mustPost(at.db, gift('other'))
    const refused = { ok: false, reason: 'key-reused' }
    expect(await postEntry(at.db, gift('other', giftLines('pool', 6667n)))).toEqual(refused)
    expect(await postEntry(at.db, gift('other', giftLines('pool', 6666n, 'another')))).toEqual(refused)
    expect(await postEntry(at.db, { ...gift('other'), occurredOn: '2026-01-11' })).toEqual(refused)
    expect(await postEntry(at.db, { ...gift('other'), memo: 'x' })).toEqual(refused)
  })

  test('a refusal inside a transaction leaves nothing of it behind', async () => {
    const work = at.db.transaction(async (tx) => {
      await mustPost(tx, gift('rolled back'))
      const refused = await postEntry(tx, gift('rolled back 2', giftLines('nobody', 1n)))
      if (!refused.ok) throw new Error(refused.reason)
    })
    await expect(work).rejects.toThrow('unknown-fund')
    expect(await at.db.query(`SELECT id FROM ledger_entry WHERE key = 'rolled back'`)).toEqual([])
  })

  test('a reversal posts the opposite once, and repeats answer the first', async () => {
    const id = await mustPost(
      at.db,
      gift('mistake', [...giftLines('pool', 4666n), ...giftLines('school', 2000n)]),
    )
    const input = { entryId: id, memo: 'given twice', occurredOn: '2026-01-12' }
    const first = await reverseEntry(at.db, input)
    expect(first).toMatchObject({ ok: true, created: true })
    expect(await reverseEntry(at.db, input)).toEqual({ ...first, created: false })
    const [reversal] = await readEntries(at.db, [first.ok ? first.entryId : 0n])
    expect(reversal).toMatchObject({ kind: 'reversal', reverses: id, reversesKind: 'gift', channel: 'card' })
    expect(reversal!.lines.map((l) => l.amountFen)).toEqual([-4666n, 4666n, -2000n, 2000n])
    const refused = { ok: false, reason: 'already-reversed' }
    expect(await reverseEntry(at.db, { ...input, memo: 'another' })).toEqual(refused)
    expect(await reverseEntry(at.db, { ...input, key: 'refund-1' })).toEqual(refused)
    const again = { entryId: first.ok ? first.entryId : 0n, memo: '', occurredOn: '2026-01-12' }
    expect(await reverseEntry(at.db, again)).toEqual({ ok: false, reason: 'is-reversal' })
    expect(await reverseEntry(at.db, { ...input, entryId: 999_999n })).toEqual({
      ok: false,
      reason: 'unknown-entry',
    })
  })

  test('a reversal’s own key cannot stand for two', async () => {
    const one = await mustPost(at.db, gift('refund a'))
    const two = await mustPost(at.db, gift('refund b'))
    const input = { memo: 'refund', occurredOn: '2026-01-12', key: 'provider-refund-7' }
    expect(await reverseEntry(at.db, { ...input, entryId: one })).toMatchObject({ ok: true, created: true })
    expect(await reverseEntry(at.db, { ...input, entryId: two })).toEqual({ ok: false, reason: 'key-reused' })
  })
})

describe.each(databases)('closing a period: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterAll(async () => {
    await expectCleanBooks(at.db)
    await at.drop()
  })

  const today = shanghaiDay(new Date())
  const close = (through: string) => at.db.transaction((tx) => closePeriod(tx, theSoftware, through))

  test('a day that is not over in Shanghai cannot be closed', async () => {
    expect(await close(today)).toEqual({ ok: false, reason: 'not-over' })
    expect(await close('2999-12-31')).toEqual({ ok: false, reason: 'not-over' })
  })

  test('a period with entries that wait for the seal cannot be closed', async () => {
    await mustPost(at.db, gift('waiting'))
    expect(await close('2026-01-31')).toEqual({ ok: false, reason: 'unsealed-left' })
    expect(await close('2026-01-09')).toEqual({ ok: true, through: '2026-01-09' })
    await sealEntries(at.db, [])
    expect(await close('2026-01-31')).toEqual({ ok: true, through: '2026-01-31' })
    expect(await close('2026-01-31')).toEqual({ ok: false, reason: 'already-closed' })
    expect(await close('2026-01-15')).toEqual({ ok: false, reason: 'already-closed' })
  })

  test('late news is posted on the first open day, keeps its real day, and stays idempotent', async () => {
    const id = await mustPost(at.db, gift('late'))
    expect(await mustPost(at.db, gift('late'))).toBe(id)
    const [entry] = await readEntries(at.db, [id])
    expect(entry).toMatchObject({ occurredOn: '2026-02-01', adjustsOn: '2026-01-10' })
    await sealEntries(at.db, [])
  })

  test('the first entry of a key is still answered after its period was closed', async () => {
    expect(await postEntry(at.db, gift('waiting'))).toMatchObject({ ok: true, created: false })
  })

  test('nothing gets into a closed period by raw SQL, also in a replication session', async () => {
    const raw = at.db.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica')
      await tx.query(`
        WITH e AS (
          INSERT INTO ledger_entry (source, key, kind, occurred_on, channel, input_hash, line_count)
          VALUES ('raw', 'x', 'gift', '2026-01-31', 'card', '', 2) RETURNING id
        )
        INSERT INTO ledger_line (entry_id, line_no, account, fund, amount_fen)
        SELECT id, n, CASE n WHEN 1 THEN 'bank' ELSE 'donations' END, 'pool', CASE n WHEN 1 THEN 5 ELSE -5 END
        FROM e, generate_series(1, 2) n`)
    })
    await expect(raw).rejects.toThrow('ledger_period_closed')
    await expect(at.db.query('DELETE FROM ledger_period_close')).rejects.toThrow('ledger_append_only')
  })
})

describe.each(postgresOnly)('posting by many at once: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
  })
  afterAll(async () => {
    await sealEntries(at.db, [])
    await expectCleanBooks(at.db)
    await at.drop()
  })

  test('twenty posts of one key at once make one entry', async () => {
    const posts = await Promise.all(Array.from({ length: 20 }, () => postEntry(at.db, gift('rush'))))
    expect(posts.filter((p) => p.ok && p.created)).toHaveLength(1)
    expect(new Set(posts.map((p) => p.ok && p.entryId)).size).toBe(1)
  })

  test('twenty reversals of one entry at once make one reversal', async () => {
    const input = { entryId: await mustPost(at.db, gift('regret')), memo: 'refund', occurredOn: '2026-01-12' }
    const made = await Promise.all(Array.from({ length: 20 }, () => reverseEntry(at.db, input)))
    expect(made.filter((r) => r.ok && r.created)).toHaveLength(1)
    expect(made.every((r) => r.ok)).toBe(true)
  })

  test('no post slips into a period that closes meanwhile', async () => {
    let posting = true
    const outcomes: string[] = []
    const writers = Array.from({ length: 4 }, async (_, w) => {
      for (let n = 0; posting; n++) {
        await setTimeout(20 + 7 * w)
        await postEntry(at.db, gift(`w${w} ${n}`)).then(
          () => outcomes.push('posted'),
          (error: Error) => outcomes.push(error.message.split(':')[0]!),
        )
      }
    })
    const close = () => at.db.transaction((tx) => closePeriod(tx, theSoftware, '2026-01-31'))
    let closed = await close()
    while (!closed.ok) {
      await sealEntries(at.db, [])
      closed = await close()
    }
    posting = false
    await Promise.all(writers)
    expect(outcomes.filter((o) => o !== 'posted' && o !== 'ledger_period_closed')).toEqual([])
    const [inside] = await at.db.query<{ n: bigint }>(`
      SELECT count(*)::bigint AS n FROM ledger_entry e, ledger_period_close c
      WHERE e.occurred_on <= c.closed_through AND e.posted_at > c.closed_at + interval '1 ms'`)
    expect(inside!.n).toBe(0n)
  })
})
