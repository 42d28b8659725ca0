import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '~/demo/seeded-random'
import { newCardId } from '~/walks/card-id'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { keepScans, type ScanSender } from '~/walks/keep-scans.server'
import type { MadeScan } from '~/walks/scan'
import { spellStampCode } from '~/walks/stamp-code'
import { mergeStamps } from '~/walks/stamp-rules'
import { type KnownWalk, openWalkPlans } from '~/walks/walk-plans.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'

const posterCode = spellStampCode({ chain: 'P0STER', step: 0, value: chains.poster.values[0]! })
const phoneCode = (step: number) =>
  spellStampCode({ chain: 'PH0NE1', step, value: chains.phone.values[step]! })
const stepOf = (clock: string) => (at(clock) - at('00:00:00')) / 30_000

let open: TestDatabase
let walk: KnownWalk
async function start({ open: fresh }: (typeof databases)[number]) {
  open = await fresh()
  await layWalk(open.db)
  walk = (await openWalkPlans(open.db).get('walk-12'))!
}
const send = (scans: unknown[], clock = '10:00:00', sender: Partial<ScanSender> = {}) =>
  keepScans(open.db, walk, { sentAt: at(clock), ...sender }, scans, at(clock))
const stamps = () =>
  open.db.query<{ card: string; place: string; at: bigint; trust: string }>(
    `SELECT card, place, (extract(epoch FROM happened_at) * 1000)::bigint AS at, trust FROM walks_stamp ORDER BY card, place`,
  )
const count = async (table: string) =>
  Number((await open.db.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n)

describe.each(databases)('$name', (kind) => {
  beforeEach(() => start(kind), 60_000)
  afterEach(() => open.drop())

  test('the plan that phones keep is the one that was laid, without a seed in it', async () => {
    expect(await findWalkPlan(open.db, 'walk-12')).toEqual({
      ...plan,
      chains: expect.arrayContaining(plan.chains),
    })
    expect(JSON.stringify(await findWalkPlan(open.db, 'walk-12'))).not.toContain('seed')
    expect(await findWalkPlan(open.db, 'nothing')).toBeNull()
  })

  test('one bad scan holds up no other, and each is answered by itself', async () => {
    const card = newCardId()
    const good = { card, at: at('09:10:00'), code: posterCode }
    const forged = posterCode.replace(/.$/, (c) => (c === '0' ? '1' : '0'))
    const answers = await send([
      null,
      { card: 'short', at: good.at, code: posterCode },
      { ...good, code: 'not a code' },
      { ...good, code: forged },
      { ...good, code: 'Z0THER-0-0000000000000000' },
      { card, at: good.at, place: 'cp1' },
      good,
      { ...good, at: good.at + 500 },
    ])
    expect(answers.map((a) => (a.kept ? a.place : a.reason))).toEqual([
      'not-understood',
      'not-understood',
      'not-understood',
      'forged',
      'unknown-chain',
      'not-your-place',
      'cp1',
      'not-understood',
    ])
    expect(await stamps()).toEqual([{ card, place: 'cp1', at: BigInt(good.at), trust: 'static' }])
  })

  test('the same batch five times, cut and shuffled, is one', async () => {
    const card = newCardId()
    const scans: MadeScan[] = [
      { card, at: at('09:10:00'), code: posterCode },
      { card, at: at('09:50:00'), code: phoneCode(stepOf('09:50:00')) },
      { card, at: at('09:55:00'), code: phoneCode(stepOf('09:55:00')) },
    ]
    const first = await send(scans)
    expect(first.map((a) => a.kept)).toEqual([true, true, true])
    for (let n = 0; n < 4; n++)
      expect(await send([...scans].reverse(), '11:00:00')).toEqual([...first].reverse())
    await send([scans[1], scans[1], scans[0]])
    expect(await count('walks_scan')).toBe(3)
    expect((await stamps()).map(({ place, at: ms }) => [place, ms])).toEqual([
      ['cp1', BigInt(at('09:10:00'))],
      ['cp3', BigInt(at('09:50:00'))],
    ])
  })

  test('a photographed poster takes no volunteer’s stamp away, whatever time it claims and whichever arrives first', async () => {
    const [card, gate] = [newCardId(), { device: randomUUID(), place: 'cp1' }]
    const poster = (clock: number) => [{ card, at: clock, code: posterCode }]
    const held = async () => (await stamps()).map(({ at: ms, trust }) => [Number(ms), trust])
    await send(poster(1_000))
    expect(await held()).toEqual([[1_000, 'static']])
    await send(poster(at('09:50:00')))
    expect(await held()).toEqual([[at('09:50:00'), 'static']])
    await send(poster(at('09:20:00')))
    expect(await held()).toEqual([[at('09:20:00'), 'static']])
    await send([{ card, at: at('09:30:00'), place: 'cp1' }], '10:00:00', { volunteer: gate })
    for (const claimed of [0, at('00:00:00'), at('09:30:00'), at('09:29:59')]) await send(poster(claimed))
    expect(await held()).toEqual([[at('09:30:00'), 'volunteer']])
    // A volunteer's phone that lives in another year gives way as well.
    await send([{ card, at: 0, place: 'cp1' }], '10:00:00', { volunteer: gate })
    expect(await held()).toEqual([[at('09:30:00'), 'volunteer']])
  })

  test('the rules on phones and the statement choose the same stamp of any scans', async () => {
    const random = seededRandom(5)
    const [gate, times] = [
      { device: randomUUID(), place: 'cp1' },
      [1_000, at('09:00:00'), at('09:00:01'), at('23:59:59') + 1_000],
    ]
    for (let round = 0; round < 20; round++) {
      const card = newCardId()
      const made = Array.from({ length: random.whole(1, 6) }, () => ({
        at: random.one(times),
        seen: random.next() < 0.4,
      }))
      for (const { at: ms, seen } of made)
        if (seen) await send([{ card, at: ms, place: 'cp1' }], '10:00:00', { volunteer: gate })
        else await send([{ card, at: ms, code: posterCode }])
      const [kept] = (await stamps()).filter((stamp) => stamp.card === card)
      const [rule] = mergeStamps(
        plan,
        made.map(({ at: ms, seen }) => ({ place: 'cp1', at: ms, trust: seen ? 'volunteer' : 'static' })),
      )
      expect({ at: Number(kept!.at), trust: kept!.trust }).toEqual({ at: rule!.at, trust: rule!.trust })
    }
  })

  test('a clock that is years wrong is set right by what it says as it sends', async () => {
    const [card, behindMs] = [newCardId(), 3 * 365 * 86_400_000]
    const scan = { card, at: at('09:50:10') - behindMs - 10_000, code: phoneCode(stepOf('09:50:00')) }
    const [answer] = await send([scan], '10:00:00', { sentAt: at('10:00:00') - behindMs - 10_000 })
    expect(answer).toMatchObject({ kept: true, flags: ['clock-off'] })
    expect(await stamps()).toMatchObject([{ at: BigInt(at('09:50:10')) }])
  })

  test('a rotating code that was photographed and used an hour later is kept and shown to a person', async () => {
    const card = newCardId()
    const [answer] = await send(
      [{ card, at: at('10:50:00'), code: phoneCode(stepOf('09:50:00')) }],
      '10:50:05',
    )
    expect(answer).toMatchObject({ kept: true, flags: ['code-late'] })
    expect(await open.db.query('SELECT card, place, reason FROM walks_flag')).toEqual([
      { card, place: 'cp3', reason: 'code-late' },
    ])
    expect(await stamps()).toHaveLength(1)
  })

  test('a card that was copied to a second phone is one card: both phones in either order, one stamp for each place', async () => {
    const card = newCardId()
    const first = [{ card, at: at('09:10:00'), code: posterCode }]
    const second = [
      { card, at: at('09:12:00'), code: posterCode },
      { card, at: at('09:50:00'), code: phoneCode(stepOf('09:50:00')) },
    ]
    const ahead = { sentAt: at('10:00:00') + 3_600_000 }
    await send(second)
    await send(
      first.map((scan) => ({ ...scan, at: scan.at + 3_600_000 })),
      '10:00:00',
      ahead,
    )
    const came = await stamps()
    expect(came).toEqual([
      { card, place: 'cp1', at: BigInt(at('09:10:00')), trust: 'static' },
      { card, place: 'cp3', at: BigInt(at('09:50:00')), trust: 'rotating' },
    ])
    await send(second, '11:00:00')
    expect(await stamps()).toEqual(came)
    expect(await count('walks_scan')).toBe(3)
  })

  test('a real code of another campaign is refused here, and forged where its own value was changed', async () => {
    await layWalk(open.db, 'walk-13')
    const there = (await openWalkPlans(open.db).get('walk-13'))!
    const scan = { card: newCardId(), at: at('09:10:00'), code: posterCode }
    const sent = { sentAt: at('10:00:00') }
    expect(await keepScans(open.db, there, sent, [scan], at('10:00:00'))).toEqual([
      { kept: false, reason: 'unknown-chain' },
    ])
    expect(await count('walks_scan')).toBe(0)
    expect(await send([scan])).toMatchObject([{ kept: true }])
  })

  test('a card of another walk takes no stamp here', async () => {
    const card = newCardId()
    await layWalk(open.db, 'walk-13')
    await open.db.query(`INSERT INTO walks_card (id, campaign) VALUES ($1, 'walk-13')`, [card])
    const own = newCardId()
    const scan = { at: at('09:10:00'), code: posterCode }
    expect(
      await send([
        { ...scan, card },
        { ...scan, card: own },
      ]),
    ).toEqual([{ kept: false, reason: 'another-walk' }, expect.objectContaining({ kept: true })])
    expect((await stamps()).map((s) => s.card)).toEqual([own])
  })

  test('a volunteer stamps for one place, is not believed after the pass was taken back, and loses nothing', async () => {
    const [card, later] = [newCardId(), newCardId()]
    const volunteer = { device: randomUUID(), place: 'start', until: at('09:00:00') }
    const answers = await send(
      [
        { card, at: at('08:59:00'), place: 'start' },
        { card: later, at: at('09:00:00'), place: 'start' },
        { card, at: at('08:59:00'), place: 'cp1' },
      ],
      '10:00:00',
      { volunteer },
    )
    expect(answers).toMatchObject([
      { kept: true, flags: [] },
      { kept: true, flags: ['pass-over'] },
      { kept: false, reason: 'not-your-place' },
    ])
    expect(await stamps()).toHaveLength(2)
  })

  test('what another phone showed is set right by that phone’s clock, and is the same scan', async () => {
    const card = newCardId()
    const scan = { card, at: at('09:10:00') + 7_200_000, code: posterCode }
    const volunteer = { device: randomUUID(), place: 'finish' }
    await send([{ ...scan, aheadMs: 7_200_000 }], '10:00:00', { volunteer })
    expect(await stamps()).toMatchObject([{ at: BigInt(at('09:10:00')) }])
    await send([scan], '11:00:00', { sentAt: at('11:00:00') + 7_200_000 })
    expect(await count('walks_scan')).toBe(1)
  })

  test('what phones brought is never changed', async () => {
    await send([{ card: newCardId(), at: at('09:10:00'), code: posterCode }])
    for (const sql of [
      'DELETE FROM walks_scan',
      `UPDATE walks_scan SET trust = 'volunteer'`,
      'TRUNCATE walks_scan',
    ])
      await expect(open.db.query(sql), sql).rejects.toThrow(/append_only/)
  })
})

describe.each(postgresOnly)('$name, many at once', (kind) => {
  beforeEach(() => start(kind), 60_000)
  afterEach(() => open.drop())

  test('the same cards by forty phones in any order: each stamp once, nobody waits in a circle', async () => {
    const cards = Array.from({ length: 20 }, newCardId)
    const batch = (n: number) => {
      const scans = cards.map((card, i) => ({
        card,
        at: at('09:10:00') + ((n * 7 + i) % 5) * 1_000,
        code: posterCode,
      }))
      return n % 2 ? scans.reverse() : scans
    }
    await Promise.all(Array.from({ length: 40 }, (_, n) => send(batch(n))))
    const kept = await stamps()
    expect(kept.map(({ card }) => card)).toEqual([...cards].sort())
    expect(new Set(kept.map((s) => s.at))).toEqual(new Set([BigInt(at('09:10:00'))]))
    expect(await count('walks_scan')).toBe(100)
  })
})
