import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { closePot } from '~/giving/close-pot.server'
import { decideMatch } from '~/giving/decide-match.server'
import { draftPot } from '~/giving/draft-pot.server'
import { eraseDonor } from '~/giving/erase-donor.server'
import { findSuspicions } from '~/giving/find-suspicions.server'
import { listSuspicions } from '~/giving/list-suspicions.server'
import { forgetMatchMarks, markGift } from '~/giving/mark-gift.server'
import { matchGifts } from '~/giving/match-gifts.server'
import { planMatches } from '~/giving/match-plan'
import { type GiftSeen, isOwnGift, suspicionOf } from '~/giving/match-suspicion'
import { openPot } from '~/giving/open-pot.server'
import { findGiftMatch, readMatching } from '~/giving/read-matching.server'
import { theSoftware } from '~/identity/actor'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { openLiveTotals } from '~/live/live-totals.server'
import { localMinute, shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { expectWholeBooks, fundPot, potFields, potFund, potNow, runningPot, seal, sealAndMatch } from './pots'
import { confirmedGift, fact, openWalk, settle, startedGift, walk } from './support'

const gift = (fen: bigint) => ({
  amountFen: fen,
  feeCoverFen: 0n,
  shares: [
    { fund: 'elders', amountFen: fen - fen / 3n },
    { fund: 'children', amountFen: fen / 3n },
  ],
  name: '',
  email: '',
})
const balance = async (db: Database, fund: string) =>
  (
    await db.query<{ fen: bigint }>('SELECT balance_fen AS fen FROM ledger_fund_total WHERE fund = $1', [
      fund,
    ])
  )[0]!.fen
const refund = (
  db: Database,
  giftId: string,
  fen: bigint,
  ref: string = randomUUID(),
  status = 'succeeded',
) =>
  settle(db, {
    ...{ about: 'refund', ref, refundId: '', paymentRef: `pi_${giftId}`, status, amountFen: String(fen) },
    ...{ currency: 'CNY', at: '2026-03-08T04:00:00Z' },
  } as never)

describe.each(databases)('matching gifts on $name', ({ open }) => {
  let opened: TestDatabase
  let db: Database
  let campaign: Campaign
  beforeEach(async () => {
    opened = await open()
    db = opened.db
    campaign = await openWalk(db)
  })
  afterEach(async () => {
    await seal(db)
    await expectWholeBooks(db)
    await opened.drop()
  })

  test('gifts are matched 1:1 in the order of the seal, the last one with the rest; the totals of what the public gave do not move', async () => {
    const early = await confirmedGift(db, campaign, gift(500n))
    const pot = await runningPot(db, 10_000n)
    const ids = []
    for (const fen of [3_001n, 5_000n, 4_000n, 100n]) ids.push(await confirmedGift(db, campaign, gift(fen)))
    await seal(db)
    const live = await openLiveTotals(db)
    const before = (await live.find(walk.slug))!.json
    await sealAndMatch(db)
    const again = await openLiveTotals(db)
    expect((await again.find(walk.slug))!.json).toBe(before)
    await Promise.all([live.stop(), again.stop()])

    const { takenFen, matchedFen, matches } = await potNow(db, pot)
    expect(matches.map((m) => [m.giftId, m.nowFen])).toEqual([
      [ids[0], 3_001n],
      [ids[1], 5_000n],
      [ids[2], 1_999n],
    ])
    expect([takenFen, matchedFen]).toEqual([10_000n, 10_000n])
    // As the gift was split, to the fen.
    expect(matches[0]!.funds).toEqual(['children', 'elders'])
    expect(matches[0]!.fens).toEqual([1_000n, 2_001n])
    expect(await balance(db, potFund)).toBe(0n)
    expect(await balance(db, 'elders')).toBe(334n + 2_001n + 3_334n + 2_667n + 67n + 2_001n + 3_334n + 1_333n)
    expect(await findGiftMatch(db, early)).toBeNull()
    expect(await findGiftMatch(db, ids[2]!)).toEqual({
      fen: 1_999n,
      sponsor: { zh: '云山实业', en: 'Yunshan Industries' },
    })
    expect(await readMatching(db, walk.slug, new Date())).toMatchObject({
      matchedFen: '10000',
      capFen: '10000',
      state: 'full',
    })
    // Nothing new, nothing done.
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches).toHaveLength(3)
  })

  test('limits per gift and per donor hold; fees and sales are nobody’s to match', async () => {
    const pot = await runningPot(db, 100_000n, { perGift: '40', perDonor: '60' })
    const mail = { email: 'One@Example.org' }
    await confirmedGift(db, campaign, { ...gift(9_000n), ...mail })
    await confirmedGift(db, campaign, { ...gift(3_000n), email: 'one@example.org' })
    await confirmedGift(db, campaign, { ...gift(3_000n), ...mail })
    const fee = await startedGift(db, campaign, gift(1_000n))
    await db.query(`UPDATE giving_gift SET via = 'party:x' WHERE id = $1::uuid`, [fee])
    expect(await settle(db, fact(fee, { amountFen: '1000' }))).toMatchObject({ outcome: 'confirmed' })
    await sealAndMatch(db)
    const { matches, takenFen } = await potNow(db, pot)
    expect(matches.map((m) => m.nowFen)).toEqual([4_000n, 2_000n])
    expect(takenFen).toBe(6_000n)
  })

  test('what goes back of a gift takes its part of the match back, and that is free again', async () => {
    const pot = await runningPot(db, 6_000n)
    const first = await confirmedGift(db, campaign, gift(6_000n))
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matchedFen).toBe(6_000n)
    const ref = randomUUID()
    expect(await refund(db, first, 2_000n, ref)).toMatchObject({ outcome: 'refunded' })
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matchedFen).toBe(4_000n)
    expect(await balance(db, potFund)).toBe(2_000n)
    const second = await confirmedGift(db, campaign, gift(1_500n))
    await sealAndMatch(db)
    expect((await potNow(db, pot)).takenFen).toBe(5_500n)
    // The refund failed after all: as much comes back as the cap leaves.
    expect(await refund(db, first, 2_000n, ref, 'failed')).toMatchObject({ outcome: 'refund-failed' })
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches.map((m) => m.nowFen)).toEqual([4_500n, 1_500n])
    expect(await refund(db, first, 6_000n)).toMatchObject({ outcome: 'refunded' })
    expect(await refund(db, second, 1_500n)).toMatchObject({ outcome: 'refunded' })
    await sealAndMatch(db)
    expect(await potNow(db, pot)).toMatchObject({ takenFen: 0n, matchedFen: 0n })
    expect(await balance(db, potFund)).toBe(6_000n)
    expect(await findGiftMatch(db, first)).toBeNull()
  })

  test('a lost dispute takes the match back, one that is won does not, and a reversed gift does', async () => {
    const pot = await runningPot(db, 9_000n)
    const [lost, won, wrong] = [
      await confirmedGift(db, campaign, gift(1_000n)),
      await confirmedGift(db, campaign, gift(2_000n)),
      await confirmedGift(db, campaign, gift(3_000n)),
    ]
    await sealAndMatch(db)
    const dispute = (id: string, fen: number, status: string) =>
      settle(db, {
        ...{
          about: 'dispute',
          ref: `dp_${id}`,
          paymentRef: `pi_${id}`,
          status,
          amountFen: String(fen),
          currency: 'CNY',
        },
        ...{ openedAt: '2026-03-08T04:00:00Z', at: '2026-03-09T04:00:00Z' },
      } as never)
    for (const [id, fen, status] of [
      [lost, 1_000, 'lost'],
      [won, 2_000, 'won'],
    ] as const) {
      await dispute(id, fen, 'withheld')
      await sealAndMatch(db)
      expect((await potNow(db, pot)).matchedFen).toBe(id === lost ? 6_000n : 5_000n)
      await dispute(id, fen, status)
      await sealAndMatch(db)
      expect((await potNow(db, pot)).matchedFen).toBe(5_000n)
    }
    const [row] = await db.query<{ entryId: bigint }>(
      'SELECT entry_id AS "entryId" FROM giving_gift WHERE id = $1::uuid',
      [wrong],
    )
    const reversal = { entryId: row!.entryId, memo: 'not this gift', occurredOn: shanghaiDay(new Date()) }
    expect(await reverseEntry(db, reversal)).toMatchObject({ ok: true })
    await db.query('UPDATE giving_gift SET refunded_at = clock_timestamp() WHERE id = $1::uuid', [wrong])
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches.map((m) => m.nowFen)).toEqual([0n, 2_000n, 0n])
  })

  test('the sponsor’s own gift and a gift split under the limit wait for a person, with their amount set aside', async () => {
    const pot = await runningPot(db, 10_000n, { perGift: '30', sponsorEmail: 'boss@yunshan.example' })
    const own = await confirmedGift(db, campaign, { ...gift(1_000n), name: '云山 实业' })
    const [first, second] = [
      await confirmedGift(db, campaign, { ...gift(2_900n), email: 'a@example.org' }),
      await confirmedGift(db, campaign, { ...gift(2_500n), email: 'a@example.org' }),
    ]
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches.map((m) => [m.giftId, m.state, m.reason])).toEqual([
      [own, 'held', 'own-gift'],
      [first, 'matched', ''],
      [second, 'held', 'under-limit'],
    ])
    expect(await potNow(db, pot)).toMatchObject({ takenFen: 6_400n, matchedFen: 2_900n })
    expect(await findGiftMatch(db, second)).toBeNull()
    await findSuspicions(db, new Date())
    const queue = (await listSuspicions(db, { view: 'open' })).rows
    expect(queue.map(({ kind, facts }) => [kind, facts.giftId])).toEqual([['match-splitting', second]])

    const deed = { campaign: walk.slug, now: new Date() }
    const decide = (giftId: string, decision: 'release' | 'refuse', note: string) =>
      decideMatch(db, theSoftware, { giftId, decision, note, ...deed })
    expect(await decide(own, 'refuse', ' ')).toEqual({ ok: false, reason: 'no-reason' })
    expect(await decide(own, 'refuse', '自己的钱')).toEqual({ ok: true })
    expect(await decide(own, 'release', '')).toEqual({ ok: false, reason: 'not-held' })
    expect(await decide(first, 'refuse', 'x')).toEqual({ ok: false, reason: 'not-held' })
    expect(await decide(randomUUID(), 'refuse', 'x')).toEqual({ ok: false, reason: 'unknown-match' })
    // Half of the held gift went back before it was decided.
    await refund(db, second, 1_250n)
    await sealAndMatch(db)
    expect(await potNow(db, pot)).toMatchObject({ takenFen: 4_150n, matchedFen: 2_900n })
    expect(await decide(second, 'release', '')).toEqual({ ok: true })
    await sealAndMatch(db)
    expect(await potNow(db, pot)).toMatchObject({ takenFen: 4_150n, matchedFen: 4_150n })
    await refund(db, second, 1_250n)
    await sealAndMatch(db)
    expect(await potNow(db, pot)).toMatchObject({ takenFen: 2_900n, matchedFen: 2_900n })
  })

  test('gifts of one device are recognised by a mark that is not kept for long, and erased with their donor', async () => {
    const pot = await runningPot(db, 100_000n)
    const ids = []
    for (let n = 0; n < 5; n++) {
      const id = await startedGift(db, campaign, {
        ...gift(1_000n),
        email: n === 4 ? 'gone@example.org' : '',
      })
      await markGift(db, { giftId: id, session: 'one phone', address: `10.0.0.${n}`, secret: 'a secret' })
      await settle(db, fact(id, { amountFen: '1000' }))
      ids.push(id)
    }
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches.map((m) => m.reason)).toEqual([
      '',
      '',
      '',
      'same-device',
      'same-device',
    ])
    const marks = () => db.query<{ device: string }>('SELECT device FROM giving_match_mark')
    expect((await marks()).every(({ device }) => /^[0-9a-f]{32}$/.test(device))).toBe(true)
    const person = randomUUID()
    await db.query(
      `INSERT INTO identity_user (id, name, email, email_verified, locale, updated_at) VALUES ($1, '', 'gone@example.org', true, 'zh-CN', now())`,
      [person],
    )
    const actor = { kind: 'person', id: person, name: '', from: '', grants: [] } as never
    expect(await eraseDonor(db, { actor, verifiedEmail: 'gone@example.org' })).toMatchObject({
      ok: true,
      gifts: 1,
    })
    expect(await marks()).toHaveLength(4)
    expect(await forgetMatchMarks(db, new Date(Date.now() + 20 * 86_400_000))).toBe(0)
    expect(await forgetMatchMarks(db, new Date(Date.now() + 40 * 86_400_000))).toBe(4)
  })

  test('no marks are kept where nothing is matched', async () => {
    const id = await startedGift(db, campaign, gift(1_000n))
    await markGift(db, { giftId: id, session: 'one phone', address: '10.0.0.1', secret: 'a secret' })
    expect(await db.query('SELECT 1 FROM giving_match_mark')).toEqual([])
  })

  test('a pot opens only when its money is there, on a fund of its own, and no other runs then', async () => {
    const opens = async (change: Parameters<typeof potFields>[1] = {}, capFen = 5_000n) => {
      const drafted = await draftPot(db, theSoftware, {
        campaign: walk.slug,
        fields: potFields(capFen, change),
      })
      if (!drafted.ok) return drafted.errors ?? drafted.reason
      const done = await db.transaction(async (tx) => openPot(tx, theSoftware, drafted.potId, new Date()))
      return done.ok || done.reason
    }
    await fundPot(db, 4_999n)
    expect(await opens()).toBe('pot-fund-short')
    await fundPot(db, 1n)
    expect(await opens({ fund: 'elders' })).toEqual({ fund: 'given-fund' })
    expect(await opens({ fund: 'suspense' })).toBe('pot-fund-wrong')
    expect(await opens({ fund: 'nothing' })).toEqual({ fund: 'unknown-fund' })
    const past = (hours: number) => localMinute(new Date(Date.now() - hours * 3_600_000))
    expect(await opens({ opens: past(3), closes: past(2) })).toBe('pot-over')
    expect(await opens({ closes: past(9), opens: past(2), cap: '', perGift: 'x', sponsorEn: '' })).toEqual({
      ...{ closes: 'ends-before', cap: 'missing', perGift: 'amount', sponsorEn: 'missing' },
    })
    expect(await opens()).toBe(true)
    expect(await opens()).toBe('pot-overlaps')
    await fundPot(db, 4_999n)
    const later = {
      opens: localMinute(new Date(Date.now() + 7_200_000)),
      closes: localMinute(new Date(Date.now() + 9_000_000)),
    }
    // What the first may still take is promised.
    expect(await opens(later)).toBe('pot-fund-short')
    await fundPot(db, 1n)
    expect(await opens(later)).toBe(true)
  })

  test('a pot that was ended early matches what was confirmed before, and nothing after', async () => {
    const potId = await runningPot(db, 10_000n)
    const before = await confirmedGift(db, campaign, gift(1_000n))
    const end = (reason: string) => closePot(db, theSoftware, { potId, campaign: walk.slug, reason })
    expect(await end('')).toEqual({ ok: false, reason: 'no-reason' })
    expect(await end('赞助方要求')).toEqual({ ok: true })
    expect(await end('again')).toEqual({ ok: false, reason: 'not-running' })
    await confirmedGift(db, campaign, gift(1_000n))
    await sealAndMatch(db)
    expect((await potNow(db, potId)).matches.map((m) => m.giftId)).toEqual([before])
    await refund(db, before, 400n)
    await sealAndMatch(db)
    expect((await potNow(db, potId)).matchedFen).toBe(600n)
    // Another one may take over at once.
    const next = await runningPot(db, 2_000n)
    await confirmedGift(db, campaign, gift(700n))
    await sealAndMatch(db)
    expect([(await potNow(db, potId)).matchedFen, (await potNow(db, next)).matchedFen]).toEqual([600n, 700n])
  })

  test('a gift confirmed in the very millisecond in which a pot is ended is matched', async () => {
    const potId = await runningPot(db, 10_000n)
    const giftId = await confirmedGift(db, campaign, gift(1_000n))
    const reason = '赞助方要求'
    await closePot(db, theSoftware, { potId, campaign: walk.slug, reason })
    // What a fast machine does by itself now and then.
    await db.query(
      `UPDATE giving_gift SET confirmed_at = p.closed_at
         FROM giving_match_pot p WHERE p.id = $1::uuid AND giving_gift.id = $2::uuid`,
      [potId, giftId],
    )
    await sealAndMatch(db)
    expect((await potNow(db, potId)).matchedFen).toBe(1_000n)
  })

  test('a reader that is killed leaves nothing behind, and the next one matches each gift once', async () => {
    const pot = await runningPot(db, 5_000n)
    for (let n = 0; n < 7; n++) await confirmedGift(db, campaign, gift(1_000n))
    await seal(db)
    // The last thing it does is to say how far it came.
    await db.query(
      `CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`,
    )
    await db.query(
      'CREATE TRIGGER fall BEFORE UPDATE ON giving_match_cursor FOR EACH ROW EXECUTE FUNCTION fall()',
    )
    await expect(matchGifts(db, new Date(), 4)).rejects.toThrow()
    expect(await potNow(db, pot)).toEqual({ takenFen: 0n, matchedFen: 0n, matches: [] })
    await db.query('DROP TRIGGER fall ON giving_match_cursor')
    await sealAndMatch(db)
    expect((await potNow(db, pot)).matches.map((m) => m.nowFen)).toEqual(Array(5).fill(1_000n))
  })
})

describe.each(postgresOnly)('many at once on $name', ({ open }) => {
  test.each([
    ['the cap to the fen', false],
    ['and refunds meanwhile: never more than the cap', true],
  ])('200 gifts at once on one pot, read by three workers: %s', async (_, refunds) => {
    const opened = await open()
    const { db } = opened
    const campaign = await openWalk(db)
    const potId = await runningPot(db, 100_003n)
    const ids: string[] = []
    for (let n = 0; n < 200; n++) ids.push(await startedGift(db, campaign, gift(1_000n + BigInt(n))))
    let over = false
    const work = async () => {
      while (!over) await matchGifts(db, new Date(), 17)
    }
    const workers = [work(), work(), work()]
    const sealer = (async () => {
      while (!over) await seal(db)
    })()
    await Promise.all(
      ids.map(async (id, n) => {
        expect(await settle(db, fact(id, { amountFen: String(1_000 + n) }))).toMatchObject({
          outcome: 'confirmed',
        })
        if (refunds && n % 10 === 0) expect(await refund(db, id, 501n)).toMatchObject({ outcome: 'refunded' })
      }),
    )
    over = true
    await Promise.all([...workers, sealer])
    await sealAndMatch(db)
    const { takenFen, matchedFen, matches } = await potNow(db, potId)
    const sum = matches.reduce((s, m) => s + m.nowFen, 0n)
    expect([takenFen, matchedFen]).toEqual([sum, sum])
    if (refunds) expect(sum).toBeLessThanOrEqual(100_003n)
    else {
      expect(sum).toBe(100_003n)
      // One is matched partly, and it is the last in the order of the seal.
      const given = await db.query<{ id: string; fen: bigint }>(
        'SELECT id::text, amount_fen AS fen FROM giving_gift ORDER BY entry_id',
      )
      const matched = new Map(matches.map((m) => [m.giftId, m.nowFen]))
      const parts = given.map(({ id, fen }) => (matched.get(id) ?? 0n) - fen)
      const first = parts.findIndex((short) => short < 0n)
      expect(parts.slice(0, first).every((short) => short === 0n)).toBe(true)
      expect(matches).toHaveLength(matched.has(given[first]!.id) ? first + 1 : first)
    }
    await expectWholeBooks(db)
    await opened.drop()
  })
})

const seen = fc.record({
  amountFen: fc.bigInt(1n, 100_000n),
  at: fc.integer({ min: 0, max: 86_400_000 }),
  donor: fc.constantFrom('', 'a', 'b'),
  device: fc.constantFrom('', 'x', 'y'),
  address: fc.constantFrom('', '1'),
  back: fc.integer({ min: 0, max: 3 }),
  own: fc.boolean(),
})

test('whatever comes, a plan never passes the cap or a limit, gives nobody more than they gave, and wastes nothing', () => {
  const limit = fc.option(fc.bigInt(1n, 50_000n))
  fc.assert(
    fc.property(
      fc.array(seen, { maxLength: 60 }),
      fc.bigInt(1n, 500_000n),
      limit,
      limit,
      (all, capFen, perGiftFen, perDonorFen) => {
        const gifts = all.map(({ back, ...g }, n) => ({
          ...g,
          giftId: String(n),
          leftFen: back === 0 ? g.amountFen / 2n : g.amountFen,
        }))
        const { matches, takenFen } = planMatches({ capFen, takenFen: 0n, perGiftFen, perDonorFen }, gifts)
        expect(takenFen).toBe(matches.reduce((s, m) => s + m.nowFen, 0n))
        expect(takenFen <= capFen).toBe(true)
        const byDonor = new Map<string, bigint>()
        for (const m of matches) {
          const g = gifts[Number(m.giftId)]!
          expect(m.nowFen > 0n && m.nowFen <= g.leftFen && m.baseFen <= g.amountFen).toBe(true)
          if (perGiftFen !== null) expect(m.baseFen <= perGiftFen).toBe(true)
          expect(m.state === 'held').toBe(m.reason !== '')
          if (g.donor !== '') byDonor.set(g.donor, (byDonor.get(g.donor) ?? 0n) + m.nowFen)
        }
        if (perDonorFen !== null) for (const fen of byDonor.values()) expect(fen <= perDonorFen).toBe(true)
        if (perGiftFen === null && perDonorFen === null) {
          const given = gifts.reduce((s, g) => s + g.leftFen, 0n)
          if (gifts.every((g) => g.leftFen === g.amountFen))
            expect(takenFen).toBe(given < capFen ? given : capFen)
        }
      },
    ),
  )
})

describe('the rule of suspicion', () => {
  const one = (change: Partial<GiftSeen> = {}): GiftSeen & { own: boolean } => ({
    ...{ giftId: 'g', amountFen: 1_000n, at: 10 ** 9, donor: '', device: '', address: '', own: false },
    ...change,
  })
  const some = (n: number, change: Partial<GiftSeen>) =>
    Array.from({ length: n }, (_, i) => one({ giftId: `b${i}`, at: 10 ** 9 - 60_000 - i, ...change }))
  test.each([
    ['nothing known', one(), some(50, {}), null, null],
    ['three of one donor may be a family', one({ donor: 'a' }), some(2, { donor: 'a' }), null, null],
    ['a fourth is looked at', one({ donor: 'a' }), some(3, { donor: 'a' }), null, 'same-donor'],
    [
      'not after half an hour',
      one({ donor: 'a', at: 10 ** 9 + 30 * 60_000 }),
      some(3, { donor: 'a' }),
      null,
      null,
    ],
    ['a fourth of one phone', one({ device: 'x' }), some(3, { device: 'x' }), null, 'same-device'],
    [
      'a venue behind one address',
      one({ address: '1' }),
      some(40, { address: '1', amountFen: 2_000n }),
      null,
      null,
    ],
    [
      'ten of the same amount from there',
      one({ address: '1' }),
      some(9, { address: '1' }),
      null,
      'same-address',
    ],
    [
      'twice just under the limit',
      one({ donor: 'a' }),
      some(1, { donor: 'a', amountFen: 800n }),
      1_000n,
      'under-limit',
    ],
    ['one of them well below', one({ donor: 'a' }), some(1, { donor: 'a', amountFen: 799n }), 1_000n, null],
  ] as const)('%s', (_, gift, before, limit, reason) => {
    expect(suspicionOf(gift, before, limit)?.reason ?? null).toBe(reason)
  })
  test('a sponsor is known by its name in either language, however it is spaced, and by its address', () => {
    const sponsor = {
      sponsorZh: '云山实业',
      sponsorEn: 'Yunshan Industries',
      sponsorEmail: 'Boss@yunshan.example',
    }
    const of = (donorName: string, contactEmail = '') => isOwnGift({ donorName, contactEmail }, sponsor)
    expect([of('云山·实业'), of('YUNSHAN industries'), of('', 'boss@yunshan.example ')]).toEqual([
      true,
      true,
      true,
    ])
    expect([of(''), of('云山'), of('', '')]).toEqual([false, false, false])
  })
})
