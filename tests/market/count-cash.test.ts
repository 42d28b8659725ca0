import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countWaiting } from '~/giving/count-waiting.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { grantRole } from '~/identity/grant-role.server'
import { listProposals } from '~/identity/list-proposals.server'
import { checkPeriod } from '~/ledger/check-period.server'
import { proposeClosing } from '~/ledger/propose-closing.server'
import { openLiveTotals } from '~/live/live-totals.server'
import { countCash } from '~/market/count-cash.server'
import { editStall } from '~/market/edit-stall.server'
import { exportCounts } from '~/market/export-counts.server'
import {
  type CountKey,
  type ListedCount,
  listCounts,
  listWaitingCounts,
  readCountKey,
  spellCountKey,
} from '~/market/list-counts.server'
import { countedTakings } from '~/market/period-checks.server'
import type { Database } from '~/platform/db.server'
import { executors, periodChecks } from '~/wiring.server'
import { until } from '../http/server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { faultsOf, openMarket, passAt, person, phoneAt, reversalOf, stalls, totals } from './support'

const stall1 = { kind: 'stall', id: 'walk-11/s1' }
const waiting = async (db: Database) => (await findWaitingProposals(db, stall1))[0]!
const agree = async (
  db: Database,
  by: ReturnType<typeof person>,
  decision: 'approved' | 'rejected' = 'approved',
) => decideProposal(db, by, { id: (await waiting(db)).id, decision }, executors)

async function account(db: Database, role: 'treasurer' | 'organiser') {
  const made = await createPerson(db, { name: role, email: `${role}@example.org` })
  if (!made.ok) throw new Error(made.reason)
  await grantRole(db, theSoftware, { personId: made.personId, role })
  return person(made.personId, role)
}

describe.each(databases)('counting a stall’s cash: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openMarket(at.db)
  })
  afterEach(() => at.drop())

  test('ten receipts of two phones, counted by two people: pending becomes confirmed, and the total moves by exactly the takings', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const [a, b] = [await phoneAt(db, pass), await phoneAt(db, pass)]
    await a.send(Array.from({ length: 5 }, () => a.sell(1_000n)))
    await b.send(Array.from({ length: 5 }, () => b.sell(2_000n)))
    expect(await totals(db)).toEqual({ confirmed: 0n, pending: 15_000n })
    const input = { id: randomUUID(), at: { pass: pass.pass }, countedFen: 15_000n, note: '' }
    expect(await countCash(db, pass.actor, input)).toEqual({ ok: true, expectedFen: 15_000n })
    expect(await countCash(db, pass.actor, input), 'the same form').toEqual({
      ok: false,
      reason: 'already-counted',
    })
    expect(await countCash(db, pass.actor, { ...input, id: randomUUID() })).toEqual({
      ok: false,
      reason: 'already-proposed',
    })
    expect(await totals(db), 'one person’s word books nothing').toEqual({ confirmed: 0n, pending: 15_000n })
    expect(await waiting(db)).toMatchObject({ proposedByName: '陈阿姨 · 绣品摊', action: 'cash.count' })
    expect(await agree(db, pass.actor), 'its own count').toEqual({ ok: false, reason: 'not-allowed' })
    expect(await agree(db, await account(db, 'treasurer'))).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 15_000n, pending: 0n })
    const entries = await db.query(
      `SELECT e.key, e.kind, e.channel, e.occurred_on AS day, l.account, l.fund, l.amount_fen AS fen
         FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id WHERE e.source = 'market' ORDER BY l.line_no`,
    )
    const head = { key: input.id, kind: 'takings', channel: 'cash', fund: 'elders' }
    expect(entries).toMatchObject([
      { ...head, account: 'cash', fen: 15_000n },
      { ...head, account: 'market-takings', fen: -15_000n },
    ])
    expect(await faultsOf(db)).toEqual([])
    for (const change of ['UPDATE market_count SET counted_fen = 1', 'DELETE FROM market_count'])
      await expect(db.query(change), change).rejects.toThrow('market_count_kept')
  })

  test('what differs needs a word, is kept, and what was counted is what is booked; what arrives later belongs to the next count', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    const [sale, late] = [phone.sell(10_000n), phone.sell(500n)]
    await phone.send([sale])
    const count = (countedFen: bigint, note: string) =>
      countCash(db, pass.actor, { id: randomUUID(), at: { pass: pass.pass }, countedFen, note })
    expect(await count(9_900n, ' ')).toEqual({ ok: false, reason: 'note-needed' })
    expect(await count(-1n, '')).toEqual({ ok: false, reason: 'invalid' })
    expect(await count(9_900n, '找零多给了一元')).toMatchObject({ ok: true })
    // On its way while the two were counting, by the same phone and after a receipt that was counted.
    await phone.send([late, phone.sell(0n, reversalOf(late)), phone.sell(700n)])
    const treasurer = await account(db, 'treasurer')
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 9_900n, pending: 700n })
    expect(await count(700n, '')).toEqual({ ok: true, expectedFen: 700n })
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 10_600n, pending: 0n })
    const counts = await db.query(
      'SELECT expected_fen AS expected, counted_fen AS counted, note FROM market_count ORDER BY counted_at',
    )
    expect(counts).toEqual([
      { expected: 10_000n, counted: 9_900n, note: '找零多给了一元' },
      { expected: 700n, counted: 700n, note: '' },
    ])
    expect(await faultsOf(db)).toEqual([])
  })

  test('nothing counted books nothing and is kept; a count that was not agreed to changes nothing', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const count = (countedFen: bigint, note = '') =>
      countCash(db, pass.actor, { id: randomUUID(), at: { pass: pass.pass }, countedFen, note })
    const treasurer = await account(db, 'treasurer')
    expect(await count(0n)).toMatchObject({ ok: true })
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await db.query(`SELECT entry_id FROM market_count WHERE agreed_at IS NOT NULL`)).toEqual([
      { entry_id: null },
    ])
    const phone = await phoneAt(db, pass)
    await phone.send([phone.sell(800n)])
    expect(await count(900n, '多一元')).toMatchObject({ ok: true })
    expect(await agree(db, treasurer, 'rejected')).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 0n, pending: 800n })
    expect(await count(800n)).toEqual({ ok: true, expectedFen: 800n })
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 800n, pending: 0n })
    expect(await faultsOf(db)).toEqual([])
  })

  test('whoever counts never agrees, other campaigns’ organisers neither count nor agree, and a pass counts its own stall only', async () => {
    const { db } = at
    const treasurer = await account(db, 'treasurer')
    const input = { id: randomUUID(), at: { campaign: 'walk-11', stall: 's1' }, countedFen: 0n, note: '' }
    expect(await countCash(db, person('x', 'organiser', 'relief-day'), input)).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const pass = await passAt(db, 's1')
    expect(await countCash(db, pass.actor, input), 'a pass says where it is').toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const other = await passAt(db, 's2')
    expect(await countCash(db, other.actor, { ...input, at: { pass: pass.pass } })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    const nowhere = { ...input, at: { campaign: 'walk-11', stall: 's9' } }
    expect(await countCash(db, treasurer, nowhere)).toEqual({ ok: false, reason: 'unknown-stall' })
    expect(await countCash(db, treasurer, input)).toMatchObject({ ok: true })
    expect(await agree(db, treasurer)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await agree(db, person('y', 'organiser', 'relief-day'))).toEqual({
      ok: false,
      reason: 'unknown-proposal',
    })
    expect(await agree(db, await account(db, 'organiser'))).toMatchObject({ ok: true })
  })

  test('whoever made a pass, or stands in for them, is no second person for what is counted with it', async () => {
    const { db } = at
    const [maker, treasurer] = [await account(db, 'organiser'), await account(db, 'treasurer')]
    const pass = await passAt(db, 's1', {}, maker)
    const input = { id: randomUUID(), at: { pass: pass.pass }, countedFen: 500n, note: '盒子里有人放了钱' }
    expect(await countCash(db, pass.actor, input)).toMatchObject({ ok: true })
    const standIn: Actor = {
      ...person('s', 'treasurer'),
      grants: [{ role: 'treasurer', scope: '*', standsInFor: maker.id }],
    }
    for (const hand of [maker, standIn]) {
      expect(await agree(db, hand), hand.id).toEqual({ ok: false, reason: 'not-allowed' })
      expect((await listProposals(db, hand)).proposals).toMatchObject([{ mayDecide: false }])
      expect((await countWaiting(db, hand)).proposals, 'the desk calls nobody for it').toBe(0)
    }
    expect(await totals(db)).toEqual({ confirmed: 0n, pending: 0n })
    expect((await listProposals(db, treasurer)).proposals).toMatchObject([{ mayDecide: true }])
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await totals(db)).toEqual({ confirmed: 500n, pending: 0n })
  })

  test('a period is not closed while cash that stalls took in it is uncounted; counted, it is', async () => {
    const { db } = at
    expect(periodChecks).toContain(countedTakings)
    const treasurer = await account(db, 'treasurer')
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    const april = '2026-04-01T01:00:00Z'
    await phone.send([phone.sell(700n)])
    const inApril = { ...pass, pass: { ...pass.pass, validOn: '2026-04-01' } }
    const next = await phoneAt(db, inApril, phone.device)
    await next.send([next.sell(300n, { claimedAt: april })], { at: new Date(april) })
    const look = async (through: string) =>
      (await checkPeriod(db, through, [countedTakings])).find((f) => f.check === 'takings-uncounted')
    const propose = () =>
      db.transaction((tx) => proposeClosing(tx, treasurer, { through: '2026-03-31' }, [countedTakings]))
    expect(await look('2026-02-28'), 'before the market').toMatchObject({ level: 'fine', count: 0 })
    expect(await look('2026-03-31')).toMatchObject({ level: 'blocks', count: 1 })
    expect(await propose()).toEqual({ ok: false, reason: 'takings-uncounted' })
    const input = { id: randomUUID(), at: { pass: pass.pass }, countedFen: 1_000n, note: '' }
    expect(await countCash(db, pass.actor, input)).toMatchObject({ ok: true })
    expect(await propose(), 'one person’s word is no count').toEqual({
      ok: false,
      reason: 'takings-uncounted',
    })
    expect(await agree(db, treasurer)).toMatchObject({ ok: true })
    expect(await look('2026-03-31')).toMatchObject({ level: 'fine' })
    expect(await propose()).toMatchObject({ ok: true })
    await next.send([next.sell(100n)])
    expect(await look('2026-03-31'), 'found in a pocket').toMatchObject({ level: 'blocks', count: 1 })
  })

  test('what is pending says how much of it is cash of stalls, until two people have counted it', async () => {
    const { db } = at
    const live = await openLiveTotals(db)
    const said = async () => {
      await totals(db)
      await until('the totals were read', async () => {
        const [row] = await db.query<{ at: Date }>(
          `SELECT as_of AS at FROM live_campaign_total WHERE campaign = 'walk-11'`,
        )
        return (await live.find('walk-11'))!.totals.asOf === row!.at.toISOString()
      })
      const { pendingFen, pendingCashFen, confirmedFen } = (await live.find('walk-11'))!.totals
      return { pendingFen, pendingCashFen, confirmedFen }
    }
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    await phone.send([phone.sell(1_000n), phone.sell(9_000n, { method: 'qr' })])
    expect(await said()).toEqual({ pendingFen: '1000', pendingCashFen: '1000', confirmedFen: '0' })
    await db.query(
      `INSERT INTO giving_pending_move (campaign, amount_fen, gifts) VALUES ('walk-11', 5000, 1)`,
    )
    expect(await said()).toEqual({ pendingFen: '6000', pendingCashFen: '1000', confirmedFen: '0' })
    const input = { id: randomUUID(), at: { pass: pass.pass }, countedFen: 1_000n, note: '' }
    expect(await countCash(db, pass.actor, input)).toMatchObject({ ok: true })
    expect(await agree(db, await account(db, 'treasurer'))).toMatchObject({ ok: true })
    expect(await said()).toEqual({ pendingFen: '5000', pendingCashFen: '0', confirmedFen: '1000' })
    await live.stop()
  })

  test('once something was counted or sold its fund stands, once a phone has begun its number does; both are said', async () => {
    const { db } = at
    const organiser = person('o', 'organiser', 'walk-11')
    const edit = (change: object, version = 1) =>
      editStall(db, organiser, { campaign: 'walk-11', stall: { ...stalls[0]!, ...change }, version })
    expect(await edit({})).toEqual({ ok: true, changed: false })
    expect(await edit({ number: 2 })).toEqual({ ok: false, reason: 'number-taken' })
    expect(await edit({ fund: 'nowhere' })).toEqual({ ok: false, reason: 'unknown-fund' })
    const goods = [{ key: 'bag', nameZh: '香包', nameEn: 'Sachet', priceFen: 1_500n }]
    expect(await edit({ fund: 'children', goods })).toEqual({ ok: true, changed: true })
    expect(await edit({ goods })).toEqual({ ok: false, reason: 'changed-meanwhile' })
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    expect(await edit({ fund: 'children', number: 7, goods }, 2)).toEqual({
      ok: false,
      reason: 'number-in-use',
    })
    await phone.send([phone.sell(1_500n)])
    expect(await edit({ goods }, 2)).toEqual({ ok: false, reason: 'fund-in-use' })
    expect(await edit({ fund: 'children', nameZh: '香包摊' }, 2)).toEqual({ ok: true, changed: true })
  })

  test('books that were meddled with are named', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const phone = await phoneAt(db, pass)
    await phone.send([phone.sell(800n)])
    await countCash(db, pass.actor, { id: randomUUID(), at: { pass: pass.pass }, countedFen: 800n, note: '' })
    await agree(db, await account(db, 'treasurer'))
    expect(await totals(db)).toEqual({ confirmed: 800n, pending: 0n })
    expect(await faultsOf(db)).toEqual([])
    const [entry] = await db.query<{ id: string }>(
      `SELECT ledger_post('market', 'nobody', 'takings', '2026-03-08', 'cash', '', NULL, NULL,
         '{cash,market-takings}', '{elders,elders}', '{walk-11,walk-11}', '{1,-1}')::text AS id`,
    )
    expect(entry).toBeDefined()
    await totals(db)
    expect(await faultsOf(db)).toMatchObject([
      { what: 'entry-count', detail: 'there is no agreed count nobody' },
    ])
  })
})

describe.each(postgresOnly)('counting while phones send: $name', ({ open }) => {
  let at: TestDatabase
  beforeEach(async () => {
    at = await open()
    await openMarket(at.db)
  })
  afterEach(() => at.drop())

  test('a count and receipts at the same moment: every receipt is answered for by exactly one count', async () => {
    const { db } = at
    const pass = await passAt(db, 's1')
    const treasurer = await account(db, 'treasurer')
    const phones = await Promise.all([1, 2, 3, 4].map(() => phoneAt(db, pass)))
    let counted = 0n
    for (let round = 0; round < 4; round++) {
      const count = countCash(db, pass.actor, {
        id: randomUUID(),
        at: { pass: pass.pass },
        countedFen: 1n,
        note: '一元',
      })
      const sent = phones.flatMap((p) => [1, 2, 3].map(() => p.send([p.sell(100n)])))
      const [answer] = await Promise.all([count, ...sent])
      expect(answer.ok).toBe(true)
      expect(await agree(db, treasurer)).toMatchObject({ ok: true })
      counted += answer.ok ? answer.expectedFen : 0n
    }
    const { pending, confirmed } = await totals(db)
    expect(pending + counted).toBe(4_800n)
    expect(confirmed).toBe(4n)
    expect(await faultsOf(db)).toEqual([])
  })

  test('two people count at once: one count waits; two agree at once: it is booked once', async () => {
    const { db } = at
    const [pass, organiser] = [await passAt(db, 's1'), person('o', 'organiser')]
    const treasurer = await account(db, 'treasurer')
    const id = () => randomUUID()
    const stall = { campaign: 'walk-11', stall: 's1' }
    const both = await Promise.all([
      countCash(db, pass.actor, {
        id: id(),
        at: { pass: pass.pass },
        countedFen: 500n,
        note: '盒子里有人放了钱',
      }),
      countCash(db, organiser, { id: id(), at: stall, countedFen: 500n, note: '盒子里有人放了钱' }),
    ])
    expect(both.filter((c) => c.ok)).toHaveLength(1)
    expect(both.find((c) => !c.ok)).toEqual({ ok: false, reason: 'already-proposed' })
    const { id: proposal } = await waiting(db)
    const decided = await Promise.all(
      [1, 2, 3].map(() => decideProposal(db, treasurer, { id: proposal, decision: 'approved' }, executors)),
    )
    expect(decided.filter((d) => d.ok)).toHaveLength(1)
    expect(await totals(db)).toEqual({ confirmed: 500n, pending: 0n })
    expect(await faultsOf(db)).toEqual([])
  })
})

test('counts come page by page, the newest first and none left out; what waits is always told, and the file holds all', async () => {
  const { db, drop } = await databases[0]!.open()
  try {
    await openMarket(db)
    const pass = await passAt(db, 's1')
    const a = await phoneAt(db, pass)
    await a.send([a.sell(1_000n)])
    const mine = { id: randomUUID(), at: { pass: pass.pass }, countedFen: 1_000n, note: '' }
    expect(await countCash(db, pass.actor, mine)).toMatchObject({ ok: true })
    // However many were counted since.
    for (let n = 0; n < 230; n++)
      await db.query(
        `INSERT INTO market_count (id, campaign, stall, through, expected_fen, counted_fen, counted_by, counted_at)
         VALUES ($1::uuid, 'walk-11', 's1', '{}', 0, $2, 'x', '2030-03-08T00:00:00Z'::timestamptz - ($3::int || ' min')::interval)`,
        [randomUUID(), n, Math.floor(n / 3)],
      )
    expect((await listWaitingCounts(db, 'walk-11', 's1')).map((c) => c.id)).toEqual([mine.id])
    expect(await listWaitingCounts(db, 'walk-11', 's2')).toEqual([])
    const seen: ListedCount[] = []
    for (let after: CountKey | null = null; ; ) {
      const page = await listCounts(db, 'walk-11', { view: 'decided', after })
      seen.push(...page.counts)
      if (!page.next) break
      after = readCountKey(spellCountKey(page.next))
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(230)
    expect(seen).toHaveLength(230)
    const times = seen.map(({ countedAt }) => countedAt.getTime())
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    const order = { format: 'csv', locale: 'en', outlet: { ready: async () => true } } as const
    const file = await (await exportCounts(db, theSoftware, { campaign: 'walk-11', ...order })).text()
    expect(file.trim().split(/\r?\n/)).toHaveLength(1 + 231)
  } finally {
    await drop()
  }
})
