import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findAnything, readWords } from '~/disclosures/accountability/find-anything.server'
import { auditBooks } from '~/ledger/audit-books.server'
import type { LineInput } from '~/ledger/entry'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database, Sql } from '~/platform/db.server'
import { findPublicPlan } from '~/stewardship/plans/find-public-plan.server'
import { showPublicPlan } from '~/stewardship/plans/show-public-plan.server'
import { joinQueue, leaveQueue } from '~/stewardship/trail/internal/move-queue.server'
import { sumGiftUses } from '~/stewardship/trail/sum-gift-uses.server'
import { type TracedShare, traceEntry, traceGift } from '~/stewardship/trail/trace-gift.server'
import { moneyTrail } from '~/stewardship/trail/trail-projection.server'
import { trailWords } from '~/stewardship/trail/trail-words.server'
import { fact, openWalk, settle, startedGift } from '../giving/support'
import { expectCleanBooks, giftLines, mustPost, openFunds, tampered } from '../ledger/books'
import { databases, type TestDatabase } from '../setup/databases'
import { layPlan } from './support'

const projections = [moneyTrail]
const embedded = databases[0]!

/** One fen of a fund's queue, kept by hand: who gave it, what it was used for, whether it went back. */
interface Coin {
  owner: bigint
  usedBy: bigint | null
  back: boolean
}
/** The rule as a person would carry it out with single coins; slow and plain. */
class CoinBox {
  coins: Coin[] = []
  join(owner: bigint, fen: number) {
    for (let i = 0; i < fen; i++) this.coins.push({ owner, usedBy: null, back: false })
  }
  private next() {
    return this.coins.find((coin) => coin.usedBy === null && !coin.back)!
  }
  spend(entry: bigint, fen: number) {
    for (let i = 0; i < fen; i++) this.next().usedBy = entry
  }
  payBack(owner: bigint, fen: number) {
    const own = this.coins.filter((coin) => coin.owner === owner && !coin.back)
    const unused = own.filter((coin) => coin.usedBy === null).slice(-fen)
    for (const coin of unused) coin.back = true
    const used = own.filter((coin) => coin.usedBy !== null)
    for (const coin of used.slice(used.length - (fen - unused.length))) {
      this.next().usedBy = coin.usedBy
      coin.back = true
      coin.usedBy = null
    }
  }
  /** Coins that nobody has taken. */
  get left() {
    return this.coins.filter((coin) => coin.usedBy === null && !coin.back).length
  }
  leftOf = (owner: bigint) => this.coins.filter((coin) => coin.owner === owner && !coin.back).length
  of(owner: bigint) {
    const own = this.coins.filter((coin) => coin.owner === owner)
    const uses: Record<string, bigint> = {}
    for (const { usedBy } of own)
      if (usedBy !== null) uses[String(usedBy)] = (uses[String(usedBy)] ?? 0n) + 1n
    return {
      given: BigInt(own.length),
      back: BigInt(own.filter((coin) => coin.back).length),
      waiting: BigInt(own.filter((coin) => coin.usedBy === null && !coin.back).length),
      uses,
    }
  }
}

const step = fc.record({
  what: fc.constantFrom('give', 'give', 'spend', 'pay-back'),
  who: fc.nat(),
  fen: fc.integer({ min: 1, max: 12 }),
})

const did = (what: 'give' | 'spend' | 'pay-back', fen: number) => ({ what, who: 0, fen })
/** Its two fen were used by two payments: whoever stands in takes them over in their order. */
const paidBackOverTwoUses = [
  ...[did('give', 2), did('give', 1), did('give', 4), did('spend', 1), did('spend', 5)],
  ...[did('give', 1), did('pay-back', 2)],
]

describe('first in, first out, against a box of single coins', () => {
  let house: TestDatabase
  beforeAll(async () => {
    house = await embedded.open()
  })
  afterAll(() => house.drop())

  test('every fen of every gift is used, paid back or waiting exactly as the coins say, whatever comes in whatever order', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const fund = `box-${run++}`
        const box = new CoinBox()
        const owners: bigint[] = []
        let entryId = BigInt(run) * 1_000n
        await house.db.transaction(async (tx) => {
          for (const { what, who, fen } of steps) {
            entryId++
            if (what === 'give') {
              owners.push(entryId)
              box.join(entryId, fen)
              const money = {
                fund,
                fen: BigInt(fen),
                entryId,
                owner: entryId,
                carries: null,
                carriesFen: null,
              }
              await joinQueue(tx, [money])
            } else if (owners.length > 0) {
              const owner = owners[who % owners.length]!
              const most = what === 'spend' ? box.left : Math.min(box.left, box.leftOf(owner))
              const taken = Math.min(fen, most)
              if (taken === 0) continue
              if (what === 'spend') box.spend(entryId, taken)
              else box.payBack(owner, taken)
              const paidBack = what === 'spend' ? null : owner
              await leaveQueue(tx, { fund, fen: BigInt(taken), entryId, atFen: 0n, owner: paidBack })
            }
          }
        })
        for (const owner of owners) {
          const [share] = await traceOf(house.db, owner)
          expect(share).toEqual(box.of(owner))
        }
      }),
      { numRuns: 100, examples: [[paidBackOverTwoUses]] },
    )
  })
})

/** `traceEntry` for entries that stand in no ledger: only how much. */
async function traceOf(sql: Sql, owner: bigint) {
  // Descriptions need entries; these have none, so each is put in by name.
  const plain: Sql = {
    query: (async (text: string, values: unknown[]) =>
      text.includes('ledger_entry')
        ? (values[0] as bigint[]).map((id) => ({
            id,
            kind: 'disbursement',
            on: '2026-03-07',
            batch: false,
            plan: null,
            project: null,
          }))
        : sql.query(text, values)) as Sql['query'],
  }
  return (await traceEntry(plain, owner)).map((share) => {
    expect(share.furtherFen).toBe(0n)
    return {
      given: share.givenFen,
      back: share.refundedFen,
      waiting: share.waitingFen,
      uses: Object.fromEntries(share.uses.map((use) => [String(use.entryId), use.amountFen])),
    }
  })
}

const out = (fund: string, amountFen: bigint): LineInput[] => [
  { account: 'disbursements', fund, amountFen },
  { account: 'bank', fund, amountFen: -amountFen },
]
let keys = 0
const give = (db: Database, fund: string, amountFen: bigint) =>
  mustPost(db, {
    source: 'gift',
    key: `g${keys++}`,
    kind: 'gift',
    occurredOn: '2026-01-10',
    channel: 'card',
    lines: giftLines(fund, amountFen),
  })
const spend = (db: Database, lines: LineInput[]) =>
  mustPost(db, {
    source: 'test',
    key: `d${keys++}`,
    kind: 'disbursement',
    occurredOn: '2026-02-01',
    channel: 'bank',
    lines,
  })
const transfer = (db: Database, from: string, to: string, fen: bigint) =>
  mustPost(db, {
    source: 'test',
    key: `t${keys++}`,
    kind: 'transfer',
    occurredOn: '2026-01-20',
    channel: 'internal',
    lines: [
      { account: 'transfers', fund: from, amountFen: fen },
      { account: 'bank', fund: from, amountFen: -fen },
      { account: 'bank', fund: to, amountFen: fen },
      { account: 'transfers', fund: to, amountFen: -fen },
    ],
  })
const reverse = async (db: Database, entryId: bigint) => {
  const reversed = await reverseEntry(db, { entryId, memo: 'mistake', occurredOn: '2026-02-02' })
  expect(reversed).toMatchObject({ ok: true })
  return reversed.ok ? reversed.entryId : 0n
}
async function seal(db: Database, with_ = projections) {
  while ((await sealEntries(db, with_)).treeSize !== null);
}
const said = async (db: Database, entryId: bigint) =>
  (await traceEntry(db, entryId)).map((s) => ({
    fund: s.fund,
    given: s.givenFen,
    back: s.refundedFen,
    waiting: s.waitingFen,
    uses: s.uses.map((use) => [use.entryId, use.amountFen]),
  }))

describe.each(databases)('the trail in the seal on $name', ({ open }) => {
  let house: TestDatabase
  let db: Database
  beforeEach(async () => {
    house = await open()
    db = house.db
  })
  afterEach(() => house.drop())

  test('gifts are used in the order they were sealed, and an answer stands when more comes', async () => {
    await openFunds(db)
    const a = await give(db, 'pool', 100n)
    const b = await give(db, 'pool', 50n)
    const d = await spend(db, out('pool', 120n))
    await seal(db)
    const first = { fund: 'pool', given: 100n, back: 0n, waiting: 0n, uses: [[d, 100n]] }
    expect(await said(db, a)).toEqual([first])
    expect(await said(db, b)).toEqual([
      { fund: 'pool', given: 50n, back: 0n, waiting: 30n, uses: [[d, 20n]] },
    ])
    const e = await spend(db, out('pool', 10n))
    await give(db, 'pool', 999n)
    await seal(db)
    expect(await said(db, a)).toEqual([first])
    expect(await said(db, b)).toEqual([
      {
        fund: 'pool',
        given: 50n,
        back: 0n,
        waiting: 20n,
        uses: [
          [d, 20n],
          [e, 10n],
        ],
      },
    ])
    await expectCleanBooks(db, { projections })
  })

  test('money is followed through a transfer, and through a payment that was taken back', async () => {
    await openFunds(db)
    const a = await give(db, 'pool', 100n)
    const other = await give(db, 'school', 40n)
    await transfer(db, 'pool', 'school', 60n)
    const d = await spend(db, [...out('pool', 10n), ...out('school', 70n)])
    await seal(db)
    expect(await said(db, a)).toEqual([
      { fund: 'pool', given: 100n, back: 0n, waiting: 60n, uses: [[d, 40n]] },
    ])
    expect(await said(db, other)).toEqual([
      { fund: 'school', given: 40n, back: 0n, waiting: 0n, uses: [[d, 40n]] },
    ])
    await reverse(db, d)
    await seal(db)
    expect(await said(db, a)).toEqual([{ fund: 'pool', given: 100n, back: 0n, waiting: 100n, uses: [] }])
    const e = await spend(db, out('school', 80n))
    await seal(db)
    expect(await said(db, a)).toMatchObject([{ waiting: 60n, uses: [[e, 40n]] }])
    expect(await said(db, other)).toMatchObject([{ waiting: 0n, uses: [[e, 40n]] }])
    await expectCleanBooks(db, { projections })
  })

  test('a gift that was a mistake leaves a gap when unused; used, the next money stands in for it', async () => {
    await openFunds(db)
    const a = await give(db, 'pool', 100n)
    const b = await give(db, 'pool', 100n)
    const c = await give(db, 'pool', 100n)
    const d = await spend(db, out('pool', 50n))
    await reverse(db, a)
    const e = await spend(db, out('pool', 10n))
    await reverse(db, c)
    await seal(db)
    expect(await said(db, a)).toEqual([{ fund: 'pool', given: 100n, back: 100n, waiting: 0n, uses: [] }])
    expect(await said(db, b)).toEqual([
      {
        fund: 'pool',
        given: 100n,
        back: 0n,
        waiting: 40n,
        uses: [
          [d, 50n],
          [e, 10n],
        ],
      },
    ])
    expect(await said(db, c)).toEqual([{ fund: 'pool', given: 100n, back: 100n, waiting: 0n, uses: [] }])
    await expectCleanBooks(db, { projections })
  })

  test('books that were sealed before there was a trail are worked off, as if it had been there', async () => {
    await openFunds(db)
    const a = await give(db, 'pool', 100n)
    const d = await spend(db, out('pool', 30n))
    await seal(db, [])
    expect(await traceEntry(db, a)).toEqual([])
    const e = await spend(db, out('pool', 5n))
    await seal(db)
    expect(await said(db, a)).toEqual([
      {
        fund: 'pool',
        given: 100n,
        back: 0n,
        waiting: 65n,
        uses: [
          [d, 30n],
          [e, 5n],
        ],
      },
    ])
    await expectCleanBooks(db, { projections })
  })

  test('audit-books names a trail that is not what the sealed lines say', async () => {
    await openFunds(db)
    await give(db, 'pool', 100n)
    await give(db, 'pool', 100n)
    await spend(db, out('pool', 30n))
    await spend(db, out('pool', 40n))
    await seal(db)
    const faultOf = (table: string, statement: string) =>
      tampered(
        db,
        table,
        statement,
        async (seen) => (await auditBooks(seen, { projections })).faults[0]?.what,
      )
    expect(
      await faultOf(
        'stewardship_trail_in',
        'UPDATE stewardship_trail_in SET from_fen = 99 WHERE from_fen = 100',
      ),
    ).toBe('trail in')
    expect(
      await faultOf('stewardship_trail_out', 'DELETE FROM stewardship_trail_out WHERE from_fen = 30'),
    ).toBe('trail out')
    expect(
      await faultOf(
        'stewardship_trail_out',
        'UPDATE stewardship_trail_out SET from_fen = from_fen + 1, through_fen = through_fen + 1 WHERE from_fen = 30',
      ),
    ).toBe('trail order')
    expect(await faultOf('stewardship_trail_fund', 'UPDATE stewardship_trail_fund SET in_fen = 300')).toBe(
      'trail fund',
    )
    await expect(db.query('DELETE FROM stewardship_trail_out')).rejects.toThrow('ledger_append_only')
    await expectCleanBooks(db, { projections })
  })
})

describe('gifts of donors', () => {
  let house: TestDatabase
  let db: Database
  beforeEach(async () => {
    house = await embedded.open()
    db = house.db
  })
  afterEach(() => house.drop())

  test('a gift over two funds, refunded in part by the provider: each fund tells what is back, used and waiting', async () => {
    const campaign = await openWalk(db)
    const id = await startedGift(db, campaign, {})
    await settle(db, fact(id, { paymentRef: 'pi_1' }))
    await seal(db)
    const d = await spend(db, out('elders', 1000n))
    await settle(db, {
      about: 'refund',
      ref: 're_1',
      paymentRef: 'pi_1',
      status: 'succeeded',
      amountFen: '666',
      currency: 'CNY',
      at: '2026-03-08T02:00:00Z',
    } as never)
    await seal(db)
    const shares = await traceGift(db, id)
    expect(shares.map((s) => s.fund)).toEqual(['children', 'elders'])
    for (const s of shares)
      expect(s.givenFen).toBe(
        s.refundedFen + s.waitingFen + s.uses.reduce((sum, use) => sum + use.amountFen, 0n),
      )
    expect(shares.reduce((sum, s) => sum + s.refundedFen, 0n)).toBe(666n)
    expect(shares[0]!.uses).toEqual([])
    expect(shares[1]!.uses).toMatchObject([
      { entryId: d, kind: 'other', amountFen: 1000n, on: '2026-02-01', period: '2026-Q1' },
    ])
    await settle(db, {
      about: 'refund',
      ref: 're_1',
      paymentRef: 'pi_1',
      status: 'failed',
      amountFen: '666',
      currency: 'CNY',
      at: '2026-03-09T02:00:00Z',
    } as never)
    await seal(db)
    expect(
      (await traceGift(db, id)).map((s) => [
        s.refundedFen,
        s.waitingFen + s.uses.reduce((n, u) => n + u.amountFen, 0n),
      ]),
    ).toEqual([
      [0n, 2000n],
      [0n, 4666n],
    ])
    await expectCleanBooks(db, { projections })
  })

  test('the donor’s list says of each gift what of it is used, as its own page does, with as many questions for many as for one', async () => {
    const campaign = await openWalk(db)
    const ids: string[] = []
    for (const ref of ['pi_1', 'pi_2', 'pi_3']) {
      const id = await startedGift(db, campaign, {})
      await settle(db, fact(id, { paymentRef: ref }))
      ids.push(id)
    }
    const unpaid = await startedGift(db, campaign, {})
    const asked: string[] = []
    const counted: Sql = {
      query: ((text: string, values: unknown[]) => {
        asked.push(text)
        return db.query(text, values)
      }) as Sql['query'],
    }
    expect(await sumGiftUses(counted, [...ids, unpaid]), 'not sealed yet').toEqual(new Map())
    await seal(db)
    await settle(db, {
      about: 'refund',
      ref: 're_1',
      paymentRef: 'pi_3',
      status: 'succeeded',
      amountFen: '666',
      currency: 'CNY',
      at: '2026-03-08T02:00:00Z',
    } as never)
    // The first gift's and half a yuan of the second's share.
    await spend(db, out('elders', 4666n + 50n))
    await transfer(db, 'elders', 'children', 100n)
    await seal(db)
    asked.length = 0
    const sums = await sumGiftUses(counted, [...ids, unpaid])
    const questions = asked.length
    expect(sums).toEqual(
      new Map([
        [ids[0], { keptFen: 6666n, usedFen: 4666n }],
        [ids[1], { keptFen: 6666n, usedFen: 50n }],
        [ids[2], { keptFen: 6000n, usedFen: 0n }],
      ]),
    )
    for (const id of ids) {
      const shares = await traceGift(db, id)
      const sum = (of: (share: TracedShare) => bigint) => shares.reduce((all, share) => all + of(share), 0n)
      expect(sums.get(id)).toEqual({
        keptFen: sum((share) => share.givenFen - share.refundedFen),
        usedFen: sum((share) => share.givenFen - share.refundedFen - share.waitingFen),
      })
    }
    asked.length = 0
    await sumGiftUses(counted, [ids[1]!])
    expect(asked.length).toBe(questions)
    asked.length = 0
    expect(await sumGiftUses(counted, [])).toEqual(new Map())
    expect(asked).toEqual([])
    await expectCleanBooks(db, { projections })
  })

  test('a use is named by its plan and its project, with links to both and to a published disclosure, and no payee', async () => {
    const campaign = await openWalk(db)
    const id = await startedGift(db, campaign, {})
    await settle(db, fact(id))
    await db.query(
      `INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins)
       VALUES ('visits', 'grant', '探访项目', 'Visits', '长者', 'elders', '扶老', 'care', '番禺', 'Panyu', '2019')`,
    )
    const plan = await layPlan(db, 'visits', {
      sources: { elders: 1500n },
      approvedOn: '2026-02-01',
      number: 'SY-2026-7',
    })
    const payment = randomUUID()
    const entryId = await mustPost(db, {
      ...{
        source: 'disbursement',
        key: payment,
        kind: 'disbursement',
        occurredOn: '2026-02-03',
        channel: 'bank',
      },
      lines: out('elders', 1500n),
    })
    await db.query(
      `INSERT INTO stewardship_disbursement (id, plan, amount_fen, paid_on, payee, evidence, entry_id, by)
       VALUES ($1::uuid, $2::uuid, 1500, '2026-02-03', '张三', 'x', $3, 'x')`,
      [payment, plan, entryId],
    )
    await seal(db)
    const shares = await traceGift(db, id)
    const elders = shares.find((share) => share.fund === 'elders')!
    expect(elders.uses).toEqual([
      {
        entryId,
        kind: 'plan',
        amountFen: 1500n,
        on: '2026-02-03',
        period: '2026-Q1',
        project: { key: 'visits', nameZh: '探访项目', nameEn: 'Visits' },
        plan: { number: 'SY-2026-7', titleZh: '慰问', titleEn: '' },
      },
    ])
    const told = trailWords('en', shares, (project, period) => (project === 'visits' ? period : null))
    const [use, waiting] = told.funds.find(({ fund }) => fund === 'elders')!.twigs
    expect(use).toMatchObject({
      label: '慰问',
      to: '/en/plans/SY-2026-7',
      project: { to: '/en/projects/visits' },
      disclosure: { to: '/en/projects/visits/disclosures/2026-Q1' },
      state: 'done',
    })
    expect(waiting).toMatchObject({ amountFen: 3166n, state: 'waiting' })
    expect(told.said).toBe('¥15.00 used, ¥51.66 still in the fund.')
    const whole = [{ ...elders, givenFen: 1500n, waitingFen: 0n }]
    expect(trailWords('en', whole, () => null).said).toBe('All of it, ¥15.00, is used.')
    expect(JSON.stringify(told, (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain('张三')

    const shown = await showPublicPlan(db, 'zh-CN', (await findPublicPlan(db, 'SY-2026-7'))!)
    expect(shown).toMatchObject({ project: { label: '探访项目' }, quarters: ['2026-Q1'], amountFen: 1500n })
    const people = async (beneficiaries: number) => {
      const plan = (await findPublicPlan(db, 'SY-2026-7'))!
      const { facts } = await showPublicPlan(db, 'en', { ...plan, beneficiaries })
      return facts.find(([what]) => what === 'For')?.[1]
    }
    expect([await people(1), await people(4), await people(5)]).toEqual([
      ...['fewer than 5 people', 'fewer than 5 people', '5 people'],
    ])
    expect(await findPublicPlan(db, 'nothing')).toBeNull()

    const names = async (typed: string) => {
      const { found } = await findAnything(db, readWords(typed))
      return found.map(({ kind, key }) => `${kind} ${key}`)
    }
    expect(await names('探访')).toEqual(['project visits'])
    expect(await names('ELDERS fund')).toEqual(['fund elders'])
    expect(await names('慰　问')).toEqual(['plan SY-2026-7'])
    expect(await names('%')).toEqual([])
    expect(await names('_')).toEqual([])
    expect(await names(' ')).toEqual([])
  })

  test('a gift that is not sealed yet, or not there, has no trail', async () => {
    expect(await traceGift(db, '6f8c5a52-3b8e-4a9c-9a53-0a4c39b4ea11')).toEqual([])
  })
})
