import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookBankLine } from '~/giving/book-bank-line.server'
import { matchBankLine } from '~/giving/match-bank-line.server'
import { matchBankLines } from '~/giving/match-bank-lines.server'
import { bareName, type OpenPledge, PledgeIndex } from '~/giving/pledge-index'
import { takeBackMatch } from '~/giving/take-back-match.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { matchedCredits } from '~/payments/bank/period-checks.server'
import { type Database, openDatabase } from '~/platform/db.server'
import { projections } from '~/wiring.server'
import { actor, expectBankBooks, keepLines, openAccount, suspense, treasurer } from '../payments/bank-desk'
import type { Movement } from '../payments/bank-files'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { nextReference, promised } from './pledges-for-bank'
import { openWalk, walk } from './support'

const pledge = (yuan: number, unitName = '南村小学', id = nextReference()): OpenPledge => ({
  id,
  reference: id,
  unitName,
  leftFen: BigInt(yuan) * 100n,
})
const line = (yuan: number, remark = '', counterparty = '') => ({
  openFen: BigInt(yuan) * 100n,
  remark,
  counterparty,
})

describe('what a line may be', () => {
  test('a reference in the remark, however it is written, is exact while no more comes than was promised', () => {
    const a = pledge(100)
    const index = new PledgeIndex([a, pledge(100, '别的单位')])
    const [digits] = a.reference.match(/\d+/)!
    const wanted = { reason: 'reference', parts: [{ pledgeId: a.id, amountFen: 10_000n }] }
    for (const remark of [
      `认捐款${a.reference}谢谢`,
      `sx-p ${digits}`,
      `ＳＸ－Ｐ${digits}`,
      `S X P ${digits.split('').join(' ')}`,
    ])
      expect(index.suggest(line(100, remark)), remark).toEqual({ ...wanted, exact: true })
    expect(index.suggest(line(40, a.reference)), 'a part of it').toMatchObject({
      reason: 'reference',
      exact: true,
    })
    expect(index.suggest(line(101, a.reference)), 'more than promised').toMatchObject({
      reason: 'reference',
      exact: false,
    })
    const wrong = `SX-P${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`
    expect(index.suggest(line(77, wrong)), 'a mistyped digit is nobody’s').toBeNull()
  })

  test('one transfer for several pledges: exact when it is their sum', () => {
    const [a, b] = [pledge(100), pledge(50)]
    const index = new PledgeIndex([a, b])
    const both = `${a.reference} ${b.reference}`
    expect(index.suggest(line(150, both))).toEqual({
      reason: 'reference',
      exact: true,
      parts: [
        { pledgeId: a.id, amountFen: 10_000n },
        { pledgeId: b.id, amountFen: 5_000n },
      ],
    })
    expect(index.suggest(line(120, both))).toMatchObject({
      exact: false,
      parts: [{ amountFen: 10_000n }, { amountFen: 2_000n }],
    })
    expect(index.suggest(line(150, '', '南村小学')), 'all that a unit promised').toMatchObject({
      reason: 'amount-and-name',
      exact: false,
    })
    index.took(b.id, 5_000n)
    expect(index.suggest(line(100, both)), 'one of them is not open any more').toMatchObject({ exact: false })
  })

  test('amount and name are exact when one pledge has both; amount alone is a hint and never more', () => {
    const [a, b] = [pledge(100, '广州市番禺区 南村小学（本部）'), pledge(80, '石楼中学')]
    const index = new PledgeIndex([a, b])
    expect(index.suggest(line(100, '', '广州市番禺区南村小学(本部)'))).toMatchObject({
      reason: 'amount-and-name',
      exact: true,
    })
    expect(index.suggest(line(80, '', '张三'))).toEqual({
      reason: 'amount',
      exact: false,
      parts: [{ pledgeId: b.id, amountFen: 8_000n }],
    })
    const twice = new PledgeIndex([a, b, pledge(100, a.unitName), pledge(80, '别的')])
    expect(twice.suggest(line(100, '', a.unitName)), 'which of the two?').toMatchObject({ exact: false })
    expect(twice.suggest(line(80)), 'of two nobody can know').toBeNull()
    expect(bareName('Ａ Co., Ltd.')).toBe('acoltd')
  })
})

describe.each(databases)('matching: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
  })
  afterEach(async () => {
    await expectBankBooks(at.db)
    await at.drop()
  })
  const came = async (...movements: Omit<Movement, 'day'>[]) => {
    const known = new Set(
      (await at.db.query<{ id: string }>('SELECT id FROM payments_bank_line')).map((l) => l.id),
    )
    const accountId = await openAccount(at.db)
    await keepLines(
      at.db,
      accountId,
      movements.map((m, i) => ({ day: '2026-03-07', ref: `T${i}`, ...m })),
    )
    const rows = await at.db.query<{ id: string }>('SELECT id FROM payments_bank_line ORDER BY bank_ref')
    return rows.map((l) => l.id).filter((id) => !known.has(id))
  }
  const pledgeNow = async (id: string) =>
    (await at.db.query('SELECT arrived_fen AS arrived, state FROM giving_pledge WHERE id = $1', [id]))[0]

  test('closing a month minds what is unmatched until its end, and of later days nothing', async () => {
    const until = async (through: string) =>
      (await matchedCredits.look(at.db, through)) satisfies { level: string; count: number }
    expect(await until('2026-03-31')).toMatchObject({ level: 'fine', count: 0 })
    await came({ yuan: '5.00', who: '路人' }, { yuan: '-3.00', who: '银行' })
    expect(await until('2026-03-31')).toMatchObject({ level: 'warns', count: 1 })
    expect(await until('2026-03-06')).toMatchObject({ level: 'fine', count: 0 })
  })

  test('what leaves nothing open is matched by itself, once; the rest waits in suspense', async () => {
    const { db } = at
    const a = await promised(db, 10_000n)
    const b = await promised(db, 20_000n, { unitName: '石楼中学', fund: 'children' })
    await promised(db, 7_700n, { unitName: '大石小学' })
    await came(
      { yuan: '60.00', remark: `第一笔 ${a.reference}` },
      { yuan: '40.00', remark: a.reference.toLowerCase() },
      { yuan: '200.00', who: '石楼中学' },
      { yuan: '77.00', who: '王五' },
      { yuan: '5.00', who: '路人' },
      { yuan: '-3.00', remark: a.reference },
    )
    expect(await matchBankLines(db, treasurer)).toEqual({ ok: true, looked: 5, matched: 3, gifts: 3 })
    expect(await matchBankLines(db, treasurer)).toEqual({ ok: true, looked: 2, matched: 0, gifts: 0 })
    expect(await pledgeNow(a.id)).toEqual({ arrived: 10_000n, state: 'arrived' })
    expect(await pledgeNow(b.id)).toEqual({ arrived: 20_000n, state: 'arrived' })
    expect(await suspense(db)).toBe(8_200n)
    await sealEntries(db, projections)
    const [total] = await db.query<{ fen: bigint; gifts: bigint }>(
      'SELECT sum(confirmed_fen)::bigint AS fen, sum(gifts)::bigint AS gifts FROM live_campaign_channel_total WHERE campaign = $1',
      [walk.slug],
    )
    expect(total).toEqual({ fen: 30_000n, gifts: 3n })
    expect(await db.query(`SELECT DISTINCT occurred_on AS day FROM ledger_entry`)).toEqual([
      { day: '2026-03-07' },
    ])
  })

  test('by hand: parts of one line to two pledges and a free gift, never more than the line', async () => {
    const { db } = at
    const [a, b] = [await promised(db, 10_000n), await promised(db, 5_000n)]
    const [id] = await came({ yuan: '150.00', who: '梁锦华' })
    const match = (parts: [string, bigint][], by = treasurer) =>
      matchBankLine(db, by, {
        lineId: id!,
        reason: 'by-hand',
        parts: parts.map(([pledgeId, amountFen]) => ({ pledgeId, amountFen })),
      })
    expect(await match([[a.id, 15_001n]])).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(
      await match([
        [a.id, 10_000n],
        [b.id, 5_001n],
      ]),
    ).toEqual({ ok: false, reason: 'not-so-much-open' })
    expect(await match([[a.id, 10_000n]], actor('organiser'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(
      await match([
        [a.id, 9_000n],
        [b.id, 5_000n],
      ]),
    ).toMatchObject({ ok: true })
    expect(await match([[a.id, 1_000n]]), 'this line and this pledge').toEqual({
      ok: false,
      reason: 'already-matched',
    })
    expect(await match([[randomUUID(), 1_000n]])).toEqual({ ok: false, reason: 'unknown-pledge' })
    await db.query(`UPDATE giving_pledge SET state = 'withdrawn' WHERE id = $1`, [b.id])
    const gift = {
      lineId: id!,
      campaign: walk.slug,
      fund: null,
      donorName: '梁锦华',
      nameConsent: true,
      contactEmail: '',
      locale: 'zh-CN' as const,
    }
    expect(await bookBankLine(db, treasurer, { ...gift, amountFen: 1_001n })).toEqual({
      ok: false,
      reason: 'not-so-much-open',
    })
    expect(await bookBankLine(db, treasurer, { ...gift, amountFen: 1_000n, fund: 'nowhere' })).toEqual({
      ok: false,
      reason: 'fund-not-routed',
    })
    expect(await bookBankLine(db, treasurer, { ...gift, amountFen: 1_000n })).toMatchObject({ ok: true })
    expect(await suspense(db)).toBe(0n)
    expect(await pledgeNow(a.id)).toEqual({ arrived: 9_000n, state: 'open' })
    expect(await db.query('SELECT amount_fen AS fen, state, channel FROM giving_gift ORDER BY fen')).toEqual([
      { fen: 1_000n, state: 'confirmed', channel: 'bank' },
      { fen: 5_000n, state: 'confirmed', channel: 'bank' },
      { fen: 9_000n, state: 'confirmed', channel: 'bank' },
    ])
  })

  test('a match is taken back: the gift leaves the count, the promise and the money are open again, and it can be matched anew', async () => {
    const { db } = at
    const a = await promised(db, 10_000n)
    const [id] = await came({ yuan: '100.00', remark: a.reference }, { yuan: '1.00', who: '梁锦华' })
    await matchBankLines(db, treasurer)
    const [match] = await db.query<{ id: string }>('SELECT id FROM payments_bank_match')
    const back = (note = '认错了', by = treasurer) =>
      takeBackMatch(db, by, { matchId: match!.id, note, now: new Date('2026-03-09T02:00:00Z') })
    expect(await back(' ')).toEqual({ ok: false, reason: 'note-needed' })
    expect(await back('x', actor('administrator'))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await back()).toEqual({ ok: true, lineId: id })
    expect(await back()).toEqual({ ok: false, reason: 'taken-back' })
    expect(await pledgeNow(a.id)).toEqual({ arrived: 0n, state: 'open' })
    expect(await suspense(db)).toBe(10_100n)
    await expectBankBooks(db)
    expect(await matchBankLines(db, treasurer)).toMatchObject({ matched: 1 })
    expect(await pledgeNow(a.id)).toEqual({ arrived: 10_000n, state: 'arrived' })
    await sealEntries(db, projections)
    const [total] = await db.query('SELECT gifts FROM live_campaign_channel_total WHERE campaign = $1', [
      walk.slug,
    ])
    expect(total).toEqual({ gifts: 1n })
    await expect(db.query('DELETE FROM payments_bank_match')).rejects.toThrow('payments_bank_match_kept')
  })
})

describe.each(postgresOnly)('at once: $name', ({ open }) => {
  let at: TestDatabase
  let accountId: string
  beforeEach(async () => {
    at = await open()
    await openWalk(at.db)
    accountId = await openAccount(at.db)
  })
  afterEach(async () => {
    await expectBankBooks(at.db)
    await at.drop()
  })
  const count = async (db: Database, table: string) =>
    Number((await db.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n)

  test('twenty treasurers on one line: it is matched once', async () => {
    const { db } = at
    const pledges = await Promise.all(Array.from({ length: 20 }, () => promised(db, 10_000n)))
    await keepLines(db, accountId, [{ day: '2026-03-07', yuan: '100.00' }])
    const [line] = await db.query<{ id: string }>('SELECT id FROM payments_bank_line')
    const answers = await Promise.all(
      pledges.map(({ id }, i) =>
        matchBankLine(db, actor('treasurer', `t${i}`), {
          lineId: line!.id,
          reason: 'by-hand',
          parts: [{ pledgeId: id, amountFen: 10_000n }],
        }),
      ),
    )
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    expect(answers.filter((a) => !a.ok && a.reason === 'not-so-much-open')).toHaveLength(19)
  })

  test('two batches at once, and a worker killed in the middle of one: each match once', async () => {
    const { db } = at
    const pledges = await Promise.all(Array.from({ length: 60 }, () => promised(db, 10_000n)))
    await keepLines(
      db,
      accountId,
      pledges.map((p, i) => ({ day: '2026-03-07', yuan: '100.00', remark: p.reference, ref: `T${i}` })),
    )
    const doomed = await openDatabase({ url: at.url, dataDir: '', poolSize: 1 })
    const [session] = await doomed.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const killed = matchBankLines(doomed, treasurer).then(
      () => 'ended',
      () => 'killed',
    )
    while ((await count(db, 'payments_bank_match')) < 5);
    await db.query('SELECT pg_terminate_backend($1)', [session!.pid])
    expect(await killed).toBe('killed')
    await doomed.close()
    const left = await count(db, 'payments_bank_match')
    expect(left).toBeLessThan(60)
    const batches = await Promise.all([
      matchBankLines(db, treasurer),
      matchBankLines(db, actor('treasurer', 'another')),
    ])
    expect(batches.reduce((n, b) => n + (b.ok ? b.matched : 0), left)).toBe(60)
    expect([
      await count(db, 'payments_bank_match'),
      await count(db, 'giving_gift'),
      await suspense(db),
    ]).toEqual([60, 60, 0n])
  })
})
