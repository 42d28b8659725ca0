import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { findLatePass } from '~/identity/find-late-pass.server'
import { revokePass } from '~/identity/revoke-pass.server'
import { endStallDevice } from '~/market/end-stall-device.server'
import { keepSales } from '~/market/keep-sales.server'
import { listReceipts } from '~/market/list-receipts.server'
import { listStalls } from '~/market/list-stalls.server'
import { receiptNumber } from '~/market/receipt'
import type { SaleItemJson } from '~/market/sale'
import { takeUpStallDevice } from '~/market/take-up-stall-device.server'
import type { Database } from '~/platform/db.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  faultsOf,
  now,
  openMarket,
  type Phone,
  passAt,
  person,
  phoneAt,
  reversalOf,
  seal,
  totals,
} from './support'

const alerts = (db: Database) => db.query(`SELECT subject FROM platform_alert WHERE kind = 'sale-differs'`)
const numbers = async (db: Database) =>
  (
    await db.query<{ stallNumber: number; deviceNumber: number; receipt: number }>(
      `SELECT s.number AS "stallNumber", d.number AS "deviceNumber", x.receipt FROM market_sale x
         JOIN market_device d ON d.id = x.device JOIN market_stall s ON s.campaign = x.campaign AND s.key = x.stall
        ORDER BY 1, 2, 3`,
    )
  ).map(receiptNumber)
const results = (sent: Awaited<ReturnType<Phone['send']>>) => {
  if (!sent.ok) throw new Error(sent.reason)
  return sent.answers.map((a) => (a.result === 'refused' ? a.reason : a.result))
}

describe.each(databases)('receipts of a stall: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openMarket(at.db)
  })
  afterEach(() => at.drop())

  test('two phones offline for an hour each write their own row; both sync, whatever comes twice or late, and nothing is doubled or missing', async () => {
    const { db } = at
    const [a, b] = [await phoneAt(db, await passAt(db, 's1')), await phoneAt(db, await passAt(db, 's1'))]
    expect([a.number, b.number]).toEqual([1, 2])
    const [ofA, ofB] = [a, b].map((phone) =>
      Array.from({ length: 5 }, (_, i) => phone.sell(BigInt(1000 + i))),
    )
    const news: [Phone, SaleItemJson[]][] = [
      [b, ofB!.slice(2)],
      [a, ofA!.slice(0, 3)],
      [a, ofA!.slice(0, 3)],
      [b, ofB!],
      [a, [...ofA!.slice(3), ...ofA!.slice(1, 4)].reverse()],
      [b, ofB!.slice(2)],
    ]
    for (const [phone, sales] of news) expect((await phone.send(sales)).ok).toBe(true)
    expect(await numbers(db)).toEqual([
      ...['01-01-0001', '01-01-0002', '01-01-0003', '01-01-0004', '01-01-0005'],
      ...['01-02-0001', '01-02-0002', '01-02-0003', '01-02-0004', '01-02-0005'],
    ])
    expect(await totals(db)).toEqual({ confirmed: 0n, pending: 10_020n })
    expect(await alerts(db)).toEqual([])
    expect(await faultsOf(db)).toEqual([])
  })

  test('each receipt is answered for itself: one that cannot be read keeps no other out', async () => {
    const phone = await phoneAt(at.db, await passAt(at.db, 's1'))
    const [one, two] = [phone.sell(500n), phone.sell(700n)]
    const broken = { ...phone.sell(1n), amountFen: '1.5' }
    const sent = await phone.send([one, broken, 'nonsense', null, two])
    expect(results(sent)).toEqual(['kept', 'unreadable', 'unreadable', 'unreadable', 'kept'])
    expect(sent).toMatchObject({
      answers: expect.arrayContaining([
        { id: one.id, result: 'kept' },
        { id: two.id, result: 'kept' },
        { id: broken.id, result: 'refused', reason: 'unreadable' },
      ]),
      arrived: 2,
    })
    expect(results(await phone.send([one, two]))).toEqual(['again', 'again'])
    expect(results(await phone.send([{ ...two, tenderedFen: '1000' }]))).toEqual(['differs'])
    expect(results(await phone.send([{ ...two, id: randomUUID() }]))).toEqual(['number-taken'])
    expect(await alerts(at.db)).toHaveLength(2)
    expect(await totals(at.db)).toMatchObject({ pending: 1_200n })
  })

  test('what a database cannot keep is taken out, and a phone of year 1970 or 9999 wedges nothing', async () => {
    const phone = await phoneAt(at.db, await passAt(at.db, 's1'))
    const lines = [{ goods: 'g\u0000', name: '手\ud800帕\u0007', count: 1, priceFen: '500' }]
    const strange = phone.sell(500n, { lines })
    const early = phone.sell(1n, { claimedAt: '1970-01-01T00:00:00Z' })
    const late = phone.sell(1n, { claimedAt: '9999-12-31T23:59:59.999999Z' })
    const sales = [strange, early, late]
    expect(results(await phone.send(sales, { sentAt: '9999-12-31T23:59:59Z' }))).toEqual([
      'kept',
      'kept',
      'kept',
    ])
    expect(results(await phone.send(sales, { sentAt: '1970-01-01T00:00:00Z' }))).toEqual([
      'again',
      'again',
      'again',
    ])
    const [row] = await at.db.query<{ lines: unknown }>('SELECT lines FROM market_sale WHERE receipt = 1')
    expect(row!.lines).toEqual([{ goods: 'g', name: '手帕', count: 1, priceFen: '500' }])
  })

  test('a clock that is hours off is corrected by what it says when it sends', async () => {
    const phone = await phoneAt(at.db, await passAt(at.db, 's1'))
    const hour = 3_600_000
    const wrong = (ms: number) => new Date(ms + 7 * hour).toISOString()
    const sold = phone.sell(500n, { claimedAt: wrong(now.getTime() - hour) })
    await phone.send([sold], { sentAt: wrong(now.getTime()) })
    const [row] = await at.db.query<{ happenedAt: Date; claimedAt: Date; flags: string[] }>(
      'SELECT happened_at AS "happenedAt", claimed_at AS "claimedAt", flags FROM market_sale',
    )
    expect(row).toEqual({
      happenedAt: new Date(now.getTime() - hour),
      claimedAt: new Date(sold.claimedAt),
      flags: [],
    })
  })

  test('a reversal takes back one receipt of its own phone once, in whatever order they come', async () => {
    const pass = await passAt(at.db, 's1')
    const [phone, other] = [await phoneAt(at.db, pass), await phoneAt(at.db, pass)]
    const sale = phone.sell(500n)
    const reversal = phone.sell(0n, reversalOf(sale))
    expect(results(await phone.send([reversal]))).toEqual(['sale-missing'])
    expect(results(await phone.send([reversal, sale]))).toEqual(['kept', 'kept'])
    const again = phone.sell(0n, reversalOf(sale))
    expect(results(await phone.send([again]))).toEqual(['voided-already'])
    expect(results(await phone.send([{ ...again, voids: reversal.id, amountFen: '-500' }]))).toEqual([
      'not-a-sale',
    ])
    const second = { ...again, ...phone.sell(900n), receipt: again.receipt }
    expect(results(await phone.send([second]))).toEqual(['kept'])
    expect(results(await phone.send([phone.sell(0n, { ...reversalOf(second), amountFen: '-901' })]))).toEqual(
      ['void-differs'],
    )
    expect(results(await other.send([other.sell(0n, reversalOf(second))]))).toEqual(['not-own-receipt'])
    expect(await totals(at.db)).toMatchObject({ pending: 900n })
    expect(await faultsOf(at.db)).toEqual([])
    for (const change of ['UPDATE market_sale SET amount_fen = 1', 'DELETE FROM market_sale'])
      await expect(at.db.query(change), change).rejects.toThrow('append_only')
  })

  test('what was paid by QR is not taken back as cash: the box still holds what its receipts say', async () => {
    const phone = await phoneAt(at.db, await passAt(at.db, 's1'))
    const [cash, qr] = [phone.sell(500n), phone.sell(800n, { method: 'qr' })]
    const asCash = phone.sell(0n, { ...reversalOf(qr), method: 'cash' })
    const asQr = { ...phone.sell(0n, { ...reversalOf(cash), method: 'qr' }), receipt: asCash.receipt }
    expect(results(await phone.send([cash, qr, asCash]))).toEqual(['kept', 'kept', 'void-differs'])
    expect(results(await phone.send([asQr]))).toEqual(['void-differs'])
    expect(results(await phone.send([{ ...asCash, method: 'qr' }]))).toEqual(['kept'])
    expect(await totals(at.db)).toMatchObject({ pending: 500n })
    expect(await faultsOf(at.db)).toEqual([])
  })

  test('late news is taken in for three days after the pass’s day, as long as its cookie lives, and then no more', async () => {
    const phone = await phoneAt(at.db, await passAt(at.db, 's1'))
    const end = new Date('2026-03-11T16:00:00Z')
    const [last, over] = [phone.sell(100n), phone.sell(200n)]
    expect(results(await phone.send([last], { at: new Date(end.getTime() - 1) }))).toEqual(['kept'])
    expect(await phone.send([over], { at: end })).toEqual({ ok: false, reason: 'pass-over' })
    expect(await phone.send([], { at: end, watching: [last.id] }), 'it asks for nothing either').toEqual({
      ok: false,
      reason: 'pass-over',
    })
    expect(await totals(at.db)).toMatchObject({ pending: 100n })
  })

  test('one pass begins to sell on twelve phones; another, and one that was given up, leave room', async () => {
    const { db } = at
    const [pass, second] = [await passAt(db, 's1'), await passAt(db, 's1')]
    const phones: Awaited<ReturnType<typeof phoneAt>>[] = []
    for (let n = 0; n < 12; n++) phones.push(await phoneAt(db, pass))
    const device = randomUUID()
    const takeUp = ({ actor, pass }: typeof second, device: string) =>
      takeUpStallDevice(db, actor, { pass, device }, now)
    expect(await takeUp(pass, device)).toEqual({ ok: false, reason: 'too-many-devices' })
    expect(await takeUp(pass, phones[0]!.device), 'those that sell go on').toMatchObject({
      ok: true,
      number: 1,
    })
    expect(await takeUp(second, randomUUID()), 'no number was used up').toMatchObject({
      ok: true,
      number: 13,
    })
    const gaveUp = { device: phones[1]!.device, note: '掉进湖里' }
    expect(await endStallDevice(db, person('o', 'organiser'), gaveUp)).toMatchObject({ ok: true })
    expect(await takeUp(pass, device)).toMatchObject({ ok: true, number: 14 })
    await db.query(
      `INSERT INTO market_device (id, campaign, stall, number, pass_id, label)
       SELECT gen_random_uuid(), 'walk-11', 's1', n, gen_random_uuid(), '' FROM generate_series(15, 99) n`,
    )
    expect(await takeUp(second, randomUUID()), 'the stall’s last number').toEqual({
      ok: false,
      reason: 'too-many-devices',
    })
  })

  test('after its pass was taken back or its day is over a phone can still send: what it sold before counts, what it sold later is flagged', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    const secondsAgo = (n: number) => new Date(now.getTime() - n * 1_000)
    const [before, after] = [60, 10].map((n) => phone.sell(100n, { claimedAt: secondsAgo(n).toISOString() }))
    const kept = (endsAt: Date, sales: unknown[], at = now) =>
      keepSales(
        db,
        pass.actor,
        { ...pass, endsAt, batch: { device: phone.device, sentAt: at.toISOString(), lastReceipt: 3, sales } },
        at,
      )
    expect(await kept(secondsAgo(30), [before, after])).toMatchObject({ ok: true, arrived: 2 })
    const overnight = new Date('2026-03-09T01:00:00Z')
    const late = await findLatePass(db, pass.secret, overnight)
    if (!late.ok) throw new Error(late.reason)
    expect([late.beganAt, late.endsAt]).toEqual([
      new Date('2026-03-07T16:00:00Z'),
      new Date('2026-03-08T16:00:00Z'),
    ])
    const nextDay = phone.sell(100n, { claimedAt: overnight.toISOString() })
    expect(await kept(late.endsAt, [nextDay], overnight)).toMatchObject({ ok: true, arrived: 3 })
    expect(await db.query('SELECT receipt, flags FROM market_sale ORDER BY receipt')).toEqual([
      { receipt: 1, flags: [] },
      { receipt: 2, flags: ['after-pass'] },
      { receipt: 3, flags: ['after-pass'] },
    ])
    await db.transaction((tx) => revokePass(tx, theSoftware, pass.passId))
    expect(await findLatePass(db, pass.secret, overnight), 'taken back, it still brings news').toMatchObject({
      ok: true,
    })
    expect(await findLatePass(db, pass.secret, new Date('2026-03-07T01:00:00Z'))).toEqual({
      ok: false,
      reason: 'pass-not-yet',
    })
    const revoked = await findLatePass(db, pass.secret, overnight)
    if (!revoked.ok) throw new Error(revoked.reason)
    expect([late.revoked, revoked.revoked]).toEqual([false, true])
    expect(await findLatePass(db, 'x'.repeat(43), now)).toEqual({ ok: false, reason: 'unknown-pass' })
    expect(await totals(db)).toMatchObject({ pending: 300n })
  })

  test('what comes once a pass was taken back is kept and flagged, however early it says it was made', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    const earlier = phone.sell(100n)
    expect(results(await phone.send([earlier]))).toEqual(['kept'])
    const backDated = phone.sell(200n, { claimedAt: new Date(now.getTime() - 3_600_000).toISOString() })
    const revoked = { ...pass, revoked: true, endsAt: now }
    const later = new Date(now.getTime() + 60_000)
    const batch = {
      device: phone.device,
      sentAt: later.toISOString(),
      lastReceipt: 2,
      sales: [earlier, backDated],
    }
    const sent = await keepSales(db, pass.actor, { ...revoked, batch }, later)
    expect(results(sent)).toEqual(['again', 'kept'])
    expect(await totals(db), 'cash is never lost').toMatchObject({ pending: 300n })
    const { rows } = await listReceipts(db, 'walk-11', { stall: 's1', flagged: true })
    expect(rows).toMatchObject([{ receipt: 2, flags: ['pass-revoked'] }])
    expect(await listStalls(db, 'walk-11')).toMatchObject([
      { key: 's1', flagged: 1 },
      { key: 's2', flagged: 0 },
    ])
  })

  test('a phone keeps its number, needs a stall, and one that was given up still brings its news, flagged', async () => {
    const { db } = at
    const [pass, elsewhere] = [await passAt(db, 's1'), await passAt(db, 's2')]
    const phone = await phoneAt(db, pass)
    const take = (by: typeof pass, device: string) =>
      takeUpStallDevice(db, by.actor, { pass: by.pass, device }, now)
    expect(await take(pass, phone.device)).toEqual({ ok: true, stall: 's1', number: 1, lastReceipt: 0 })
    expect(await take(elsewhere, phone.device)).toEqual({ ok: false, reason: 'device-elsewhere' })
    expect(await take(await passAt(db, 's1', { placeKey: 'stall:s9' }), randomUUID())).toEqual({
      ok: false,
      reason: 'no-stall',
    })
    expect(await take(await passAt(db, 's1', { role: 'checkpoint-volunteer' }), randomUUID())).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const organiser = person('o', 'organiser', 'relief-day')
    const end = (by: typeof organiser, note: string) =>
      endStallDevice(db, by, { device: phone.device, note }, now)
    expect(await end(organiser, '丢了')).toEqual({ ok: false, reason: 'unknown-device' })
    expect(await end(person('o', 'organiser', 'walk-11'), ' ')).toEqual({ ok: false, reason: 'no-note' })
    expect(await end(person('o', 'organiser', 'walk-11'), '掉进湖里')).toEqual({ ok: true, missing: 0 })
    expect(await take(pass, phone.device)).toEqual({ ok: false, reason: 'device-ended' })
    expect(results(await phone.send([phone.sell(100n)]))).toEqual(['kept'])
    expect(await db.query('SELECT flags FROM market_sale')).toEqual([{ flags: ['device-ended'] }])
    const unknown = { device: randomUUID(), sentAt: now.toISOString(), lastReceipt: 0, sales: [] }
    expect(await keepSales(db, pass.actor, { ...pass, batch: unknown }, now)).toEqual({
      ok: false,
      reason: 'unknown-device',
    })
    expect(await keepSales(db, pass.actor, { ...pass, batch: {} }, now)).toEqual({
      ok: false,
      reason: 'invalid',
    })
  })

  test('a gap that nobody explains is a fault of the books once it is an hour old', async () => {
    const { db } = at
    const phone = await phoneAt(db, await passAt(db, 's1'))
    const [, second] = [phone.sell(1n), phone.sell(2n)]
    await phone.send([second])
    await seal(db)
    expect(await faultsOf(db), 'it may still be on its way').toEqual([])
    await db.query(
      `INSERT INTO market_sale (id, campaign, stall, device, receipt, kind, method, amount_fen, claimed_at, happened_at, arrived_at)
       VALUES (gen_random_uuid(), 'walk-11', 's1', $1::uuid, 4, 'sale', 'qr', 5, now(), now(), now() - interval '2 hours')`,
      [phone.device],
    )
    expect(await faultsOf(db)).toMatchObject([
      { what: 'receipt-gap', detail: 'receipts 3 to 3 never arrived' },
    ])
  })
})

describe.each(postgresOnly)('receipts from everywhere at once: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openMarket(at.db)
  })
  afterEach(() => at.drop())

  test('twenty phones of two passes take a stall up at once and get twenty numbers', async () => {
    const passes = [await passAt(at.db, 's1'), await passAt(at.db, 's1')]
    const phones = await Promise.all(Array.from({ length: 20 }, (_, i) => phoneAt(at.db, passes[i % 2]!)))
    expect(phones.map((p) => p.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  test('twenty phones of one pass take a stall up at once: twelve get a number, eight are told', async () => {
    const { actor, pass } = await passAt(at.db, 's1')
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => takeUpStallDevice(at.db, actor, { pass, device: randomUUID() }, now)),
    )
    expect(taken.flatMap((t) => (t.ok ? [t.number] : [])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    )
    expect(taken.flatMap((t) => (t.ok ? [] : [t.reason]))).toEqual(Array(8).fill('too-many-devices'))
  })

  test('doubled, cut, reordered and interleaved batches of several phones: each receipt once, no gaps, the total to the fen', async () => {
    const { db } = at
    const passes = [await passAt(db, 's1'), await passAt(db, 's2')]
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (random) => {
        const next = () => random.next().value as number
        const phones = await Promise.all([0, 1, 2, 3].map((i) => phoneAt(db, passes[i % 2]!)))
        const [{ before }] = (await db.query<{ before: bigint }>(
          'SELECT coalesce(sum(amount_fen), 0)::bigint AS before FROM giving_pending_move',
        )) as [{ before: bigint }]
        let taken = 0n
        const batches = phones.flatMap((phone) => {
          const sales = Array.from({ length: 8 }, () => phone.sell(BigInt(1 + (next() % 900))))
          taken += sales.reduce((sum, s) => sum + BigInt(s.amountFen), 0n)
          const cut = 1 + (next() % 7)
          return [sales.slice(0, cut), sales.slice(cut), sales].map((part) => ({ phone, part }))
        })
        const sent = [...batches, ...batches].sort(() => (next() % 3) - 1)
        for (const answered of await Promise.all(sent.map(({ phone, part }) => phone.send(part))))
          expect(results(answered).every((r) => r === 'kept' || r === 'again')).toBe(true)
        const rows = await db.query<{ n: number; last: number }>(
          `SELECT count(*)::int AS n, max(receipt) AS last FROM market_sale WHERE device = ANY($1::uuid[]) GROUP BY device`,
          [phones.map((p) => p.device)],
        )
        expect(rows).toEqual(phones.map(() => ({ n: 8, last: 8 })))
        const [{ after }] = (await db.query<{ after: bigint }>(
          'SELECT sum(amount_fen)::bigint AS after FROM giving_pending_move',
        )) as [{ after: bigint }]
        expect(after - before).toBe(taken)
      }),
      { numRuns: 5 },
    )
    await seal(db)
    expect(await faultsOf(db)).toEqual([])
  })
})
