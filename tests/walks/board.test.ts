import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, theSoftware } from '~/identity/actor'
import { boardSearch, isUnsynced, ofWalkers, readUnitsKey, spellUnitsKey } from '~/walks/board'
import { newCardId } from '~/walks/card-id'
import { confirmBack } from '~/walks/confirm-back.server'
import { exportMissing } from '~/walks/export-missing.server'
import { openFiguresFeed } from '~/walks/figures-feed.server'
import { foldCards } from '~/walks/fold-cards.server'
import { keepScans } from '~/walks/keep-scans.server'
import { listMissing } from '~/walks/list-missing.server'
import { lookAtMissing } from '~/walks/look-at-missing.server'
import {
  type Missing,
  type MissingKey,
  type MissingOf,
  type MissingPage,
  readMissingKey,
  spellMissingKey,
} from '~/walks/missing'
import { readBoard } from '~/walks/read-board.server'
import { spellStampCode } from '~/walks/stamp-code'
import { type KnownWalk, openWalkPlans, type WalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'
import { registered, stamp, unitOf } from './walkers'

let open: TestDatabase
const organiser: Actor = {
  ...theSoftware,
  kind: 'person',
  grants: [{ role: 'organiser', scope: plan.campaign, standsInFor: null }],
}
let plans: WalkPlans
let walk: KnownWalk
const put = (card: string, place: string, clock: string) => stamp(open.db, walk, card, place, clock)
const fold = () => foldCards(open.db, plans)
/** More walkers than the laid walk has places for. */
const widen = () => open.db.query('UPDATE walks_level SET capacity = 1000')
const board = async (clock: string) =>
  (await readBoard(open.db, plan.campaign, { now: new Date(at(clock)) }))!
const overdue = async (clock: string) => {
  const asked = { of: 'overdue' as const, after: null, now: new Date(at(clock)) }
  return (await listMissing(open.db, plan.campaign, asked)).missing
}

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    plans = openWalkPlans(open.db)
    walk = (await plans.get(plan.campaign))!
  }, 60_000)
  afterEach(() => open.drop())

  test('who started, is out, came back: by level, by unit and by place, visitors apart', async () => {
    const unit = await unitOf(open.db, '第一小学')
    const [ahead, behind, absent] = [
      await registered(open.db, { bib: 1, unit }),
      await registered(open.db, { bib: 2, unit, level: '10km' }),
      await registered(open.db, { bib: 3, unit }),
    ]
    const visitor = newCardId()
    for (const [place, clock] of [
      ['start', '09:00:00'],
      ['cp1', '09:20:00'],
      ['cp2', '09:40:00'],
      ['cp3', '10:00:00'],
      ['finish', '10:20:00'],
    ] as const)
      await put(ahead.card, place, clock)
    await put(behind.card, 'start', '09:05:00')
    await put(behind.card, 'cp1', '10:10:00')
    await put(visitor, 'cp1', '10:11:00')
    await fold()

    const seen = await board('10:30:30')
    expect(seen.levels.map(({ key, registered: n }) => [key, n])).toEqual([
      ['5km', 2],
      ['10km', 1],
    ])
    expect(seen.figures.started).toEqual({ '5km': 1, '10km': 1, '-': 1, '*': 3 })
    expect([ofWalkers(seen.figures.started), ofWalkers(seen.figures.finished)]).toEqual([2, 1])
    expect(seen.figures.completed['5km']).toBe(1)
    expect(seen.places.filter((p) => p.walkers + p.visitors > 0)).toMatchObject([
      { key: 'cp1', walkers: 1, visitors: 1 },
    ])
    expect(seen.units).toEqual([{ id: unit, name: '第一小学', registered: 3, started: 2, finished: 1 }])
    expect(seen.time.stamps.filter(({ at: ms }) => ms >= at('10:00:00'))).toEqual([
      { at: at('10:00:00'), place: 'cp3', stamps: 1 },
      { at: at('10:10:00'), place: 'cp1', stamps: 1 },
      { at: at('10:11:00'), place: 'cp1', stamps: 1 },
    ])
    const asked = { of: 'unit' as const, unit, after: null, now: new Date(at('10:30:00')) }
    const ofUnit = await listMissing(open.db, plan.campaign, asked)
    expect(ofUnit).toMatchObject({ all: 2, next: null, unit: '第一小学' })
    expect(ofUnit.missing.map(({ walkerId, state, lastPlace }) => [walkerId, state, lastPlace])).toEqual([
      [behind.id, 'on-the-way', 'cp1'],
      [absent.id, 'not-started', null],
    ])
  })

  test('overdue: last seen more than 90 minutes ago, and everybody who is out once it is time to be back', async () => {
    const [silent, walking, home] = [
      await registered(open.db, { bib: 1 }),
      await registered(open.db, { bib: 2 }),
      await registered(open.db, { bib: 3 }),
    ]
    for (const { card } of [silent, walking, home]) await put(card, 'start', '09:00:00')
    await put(walking.card, 'cp1', '10:20:00')
    await put(home.card, 'finish', '10:00:00')
    // A visitor passes no finish, and nobody can call them.
    await put(newCardId(), 'cp1', '09:00:00')
    await fold()
    const bibs = async (clock: string) => {
      const found = (await overdue(clock)).map(({ bib }) => bib)
      expect((await board(clock)).overdue).toBe(found.length)
      return found
    }
    expect(await bibs('10:30:00')).toEqual([])
    expect(await bibs('10:30:01')).toEqual([1])
    expect(await bibs('15:00:00')).toEqual([1, 2])
    expect((await board('14:59:00')).figures.finished['*']).toBe(1)
  })

  test('whoever is at the finish by its poster only stays on the list until somebody confirms it, or a surer stamp comes', async () => {
    await open.db.query(`UPDATE walks_code_chain SET place = 'finish' WHERE id = 'P0STER'`)
    plans = openWalkPlans(open.db)
    walk = (await plans.get(plan.campaign))!
    const unit = await unitOf(open.db, '第一小学')
    const people = [1, 2, 3].map((bib) => registered(open.db, { bib, unit }))
    const [poster, seen, out] = [await people[0]!, await people[1]!, await people[2]!]
    for (const { card } of [poster, seen, out]) await put(card, 'start', '09:00:00')
    const code = spellStampCode({ chain: 'P0STER', step: 0, value: chains.poster.values[0]! })
    const scans = [poster, seen].map(({ card }) => ({ card, at: at('10:42:00'), code }))
    const kept = await keepScans(open.db, walk, { sentAt: at('10:42:00') }, scans, at('10:42:00'))
    expect(kept.every((answer) => answer.kept)).toBe(true)
    await fold()

    const listed = async (which: MissingOf, clock: string) =>
      (await listMissing(open.db, plan.campaign, { ...which, after: null, now: new Date(at(clock)) })).missing
    const states = async (which: MissingOf, clock: string) =>
      (await listed(which, clock)).map(({ bib, state }) => [bib, state])
    expect(await listed({ of: 'poster' }, '10:43:00')).toMatchObject([
      { bib: 1, state: 'poster-only', finishedAt: at('10:42:00') },
      { bib: 2, state: 'poster-only', finishedAt: at('10:42:00') },
    ])
    expect(await states({ of: 'unit', unit }, '10:43:00')).toHaveLength(3)
    expect((await board('10:43:00')).units).toMatchObject([{ started: 3, finished: 0 }])
    // Time to be back: who is not sure is looked for as those who are out.
    expect(await states({ of: 'overdue' }, '15:00:00')).toEqual([
      [3, 'on-the-way'],
      [1, 'poster-only'],
      [2, 'poster-only'],
    ])
    expect(await board('15:00:00')).toMatchObject({ overdue: 3, unsure: 2 })

    const confirm = (walkerId: string, by = organiser) =>
      confirmBack(open.db, by, { campaign: plan.campaign, walkerId, now: new Date(at('15:05:00')) })
    const auditor: Actor = { ...organiser, grants: [{ role: 'auditor', scope: '*', standsInFor: null }] }
    expect(await confirm(poster.id, auditor)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await confirm(out.id), 'nothing says that they are back').toEqual({
      ok: false,
      reason: 'not-at-finish',
    })
    for (let i = 0; i < 2; i++) expect(await confirm(poster.id)).toEqual({ ok: true })
    const acts = await open.db.query('SELECT action, subject_id AS id FROM identity_act')
    expect(acts, 'told once').toEqual([{ action: 'walker.back', id: poster.id }])
    await put(seen.card, 'finish', '15:06:00')
    // Folded anew, what a person said stands.
    await put(poster.card, 'cp1', '09:30:00')
    await fold()
    expect(await states({ of: 'poster' }, '15:07:00')).toEqual([])
    expect(await states({ of: 'overdue' }, '15:07:00')).toEqual([[3, 'on-the-way']])
    expect(await board('15:07:00')).toMatchObject({ overdue: 1, unsure: 0, units: [{ finished: 2 }] })
  })

  test('names and phones are for whoever runs the day, and the trail says who looked without naming anybody', async () => {
    const { card } = await registered(open.db, { bib: 7 })
    await put(card, 'start', '09:00:00')
    await fold()
    const asked = { campaign: plan.campaign, of: 'overdue', now: new Date(at('12:00:00')) } as const
    const auditor: Actor = {
      ...theSoftware,
      kind: 'person',
      grants: [{ role: 'auditor', scope: '*', standsInFor: null }],
    }
    expect(await lookAtMissing(open.db, auditor, asked)).toEqual({ ok: false, reason: 'not-allowed' })
    const organiser: Actor = {
      ...auditor,
      grants: [{ role: 'organiser', scope: plan.campaign, standsInFor: null }],
    }
    expect(await lookAtMissing(open.db, organiser, asked)).toMatchObject({
      ok: true,
      missing: [{ bib: 7, name: '参加者7', phone: '13800000000', emergencyPhone: '13900000000' }],
    })
    const acts = await open.db.query<{ action: string; after: unknown }>(
      'SELECT action, after FROM identity_act',
    )
    expect(acts).toEqual([{ action: 'walker.look', after: { of: 'overdue', walkers: 1 } }])
    expect(JSON.stringify(await overdue('12:00:00'))).not.toMatch(/参加者|1[38]\d{9}/)

    const order = { ...asked, format: 'csv', locale: 'zh-CN', outlet: { ready: async () => true } } as const
    expect((await exportMissing(open.db, auditor, order)).status).toBe(404)
    const file = await (await exportMissing(open.db, organiser, order)).text()
    expect(file).toMatch(/7,参加者7,.*13800000000,.*13900000000/)
    const [told] = await open.db.query(`SELECT after FROM identity_act WHERE action = 'missing.export'`)
    expect(told).toEqual({ after: { format: 'csv', of: 'overdue' } })
  })

  test('long lists come in pages by key: everybody once, in order, and every page says how many there are', async () => {
    const unit = await unitOf(open.db, '一百二十人的单位')
    await widen()
    const people: { card: string }[] = []
    for (let n = 0; n < 120; n++) people.push(await registered(open.db, { bib: 500 - n, unit }))
    // Sixty were last seen in the same second: the key must not lose any of them.
    await open.db.query(
      `UPDATE walks_card SET started_at = $2, last_at = $2, last_place = 'start' WHERE id = ANY ($1::text[])`,
      [people.slice(0, 60).map(({ card }) => card), new Date(at('09:00:00'))],
    )
    const now = new Date(at('16:00:00'))
    for (const [which, count] of [
      [{ of: 'unit', unit }, 120],
      [{ of: 'overdue' }, 60],
    ] as const) {
      const seen: number[] = []
      let after: MissingKey | null = null
      do {
        const found: MissingPage<Missing> = await listMissing(open.db, plan.campaign, {
          ...which,
          after,
          now,
        })
        expect(found.all).toBe(count)
        expect(found.missing.length).toBeLessThanOrEqual(50)
        seen.push(...found.missing.map(({ bib }) => bib!))
        after = found.next && readMissingKey(spellMissingKey(found.next))
      } while (after)
      const inOrder = (from: number, until: number) =>
        people.slice(from, until).map((_, i) => 500 - until + 1 + i)
      expect(seen).toEqual([...inOrder(0, 60), ...(count === 120 ? inOrder(60, 120) : [])])
    }
    for (const text of ['', 'x', '1_2_3', null]) expect(readMissingKey(text)).toBeNull()
  })

  test('units beyond the first hundred are on the next page', async () => {
    await widen()
    const names = Array.from({ length: 103 }, (_, n) => `单位${n}`)
    for (const [n, name] of names.entries())
      await registered(open.db, { bib: n + 1, unit: await unitOf(open.db, name) })
    const first = await board('09:00:00')
    expect([first.units.length, first.allUnits]).toEqual([100, 103])
    const units = readUnitsKey(spellUnitsKey(first.nextUnits!))
    const rest = (await readBoard(open.db, plan.campaign, { now: new Date(at('09:00:00')), units }))!
    expect([rest.units.length, rest.allUnits, rest.nextUnits]).toEqual([3, 103, null])
    expect([...first.units, ...rest.units].map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(boardSearch({ window: 'day', units })).toBe(`?window=day&units=${spellUnitsKey(units!)}`)
  })

  test('a board says which phones may hold what it does not know', async () => {
    const device = (label: string, unsent: number, seen: string) =>
      open.db.query(
        `INSERT INTO walks_device (id, campaign, pass_id, place, label, unsent, last_seen_at) VALUES ($1, $2, $1, 'cp1', $3, $4, $5)`,
        [randomUUID(), plan.campaign, label, unsent, new Date(at(seen))],
      )
    await device('quick', 0, '10:39:00')
    await device('holds', 3, '10:41:00')
    await device('silent', 0, '10:20:00')
    const now = await board('10:42:00')
    expect(now.devices.filter((d) => isUnsynced(d, now)).map(({ label, unsent }) => [label, unsent])).toEqual(
      [
        ['holds', 3],
        ['silent', 0],
      ],
    )
    // Long after the day phones are silent because they were handed back; what one still holds stays said.
    const later = await board('23:00:00')
    expect(later.devices.filter((d) => isUnsynced(d, later)).map(({ label }) => label)).toEqual(['holds'])
  })

  test('readers of the feed are told of each fold', async () => {
    const feed = await openFiguresFeed(open.db)
    try {
      expect(await feed.find('walk-99')).toBeNull()
      const first = (await feed.find(plan.campaign))!
      expect(String(first.frame)).toContain('"stamps":0')
      const told = new Promise<string>((resolve) => {
        feed.subscribe(plan.campaign, ({ frame }) => resolve(String(frame)))
      })
      await put(newCardId(), 'cp1', '09:30:00')
      await fold()
      expect(await told).toContain(
        `data: {"campaign":"walk-12","cards":1,"stamps":1,"started":1,"finished":0,"completed":0}`,
      )
    } finally {
      await feed.stop()
    }
  })
})
