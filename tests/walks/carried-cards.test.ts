import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '~/demo/seeded-random'
import { readWalkReport } from '~/live/report/read-walk-report.server'
import { type CardId, newCardId } from '~/walks/card-id'
import { findTicket } from '~/walks/find-ticket.server'
import { foldCards } from '~/walks/fold-cards.server'
import { giveCard } from '~/walks/give-card.server'
import { keepScans } from '~/walks/keep-scans.server'
import { listLeadingUnits } from '~/walks/list-leading-units.server'
import { readBoard } from '~/walks/read-board.server'
import { readFigures } from '~/walks/read-figures.server'
import { type MadeScan, scanId } from '~/walks/scan'
import { spellStampCode } from '~/walks/stamp-code'
import { openWalkPlans, type WalkPlans } from '~/walks/walk-plans.server'
import { databases, type TestDatabase } from '../setup/databases'
import { at, chains, plan } from './plan'
import { layWalk } from './walk'

let open: TestDatabase
let plans: WalkPlans

const codeOf = (name: keyof typeof chains, clock: string) => {
  const { chain, values } = chains[name]
  const step = Math.floor((at(clock) - chain.startsAt) / (chain.stepSeconds * 1_000))
  return spellStampCode({ chain: chain.id, step, value: values[step]! })
}
const scan = (card: CardId, name: keyof typeof chains, clock: string, from?: CardId): MadeScan => ({
  ...{ card, at: at(clock), code: codeOf(name, clock) },
  ...(from && { from }),
})
interface Batch {
  scans: MadeScan[]
  /** A volunteer's phone at this place. */
  place?: string
}
async function arrive({ scans, place }: Batch) {
  const walk = (await plans.get(plan.campaign))!
  const volunteer = place
    ? { device: `00000000-0000-4000-8000-00000000000${place.length}`, place }
    : undefined
  const answers = await keepScans(open.db, walk, { sentAt: at('14:00:00'), volunteer }, scans, at('14:00:00'))
  expect(answers.filter(({ kept }) => !kept)).toEqual([])
}
const fold = async () => {
  while ((await foldCards(open.db, plans)) > 0);
}

/** A registered walker of a unit with a ticket. */
async function ticket(card = newCardId()): Promise<CardId> {
  const [unit, party, walker] = [randomUUID(), randomUUID(), randomUUID()]
  await open.db.query(
    `INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, manage_hash, join_hash)
     VALUES ($1::uuid, $2, $1::text, '', '', '', sha256($3), sha256($4))`,
    [unit, plan.campaign, Buffer.from(unit), Buffer.from(`join ${unit}`)],
  )
  await open.db.query(
    `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash) VALUES ($1, $2, '', '', '', sha256($3))`,
    [party, plan.campaign, Buffer.from(party)],
  )
  await open.db.query(
    `INSERT INTO walks_walker (id, campaign, level, party_id, unit_id, state, name, waiver_version, waiver_at, card)
     VALUES ($1, $2, '5km', $3, $4, 'registered', '欧阳清源', 1, now(), $5)`,
    [walker, plan.campaign, party, unit, card],
  )
  await open.db.query(
    `INSERT INTO walks_card (id, campaign, walker_id) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET walker_id = excluded.walker_id`,
    [card, plan.campaign, walker],
  )
  return card
}

/** Everything that is shown of it, to compare one order of arrival with another. */
const everything = async () => ({
  figures: await readFigures(open.db, plan.campaign).then((figures) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, by]) => [
        name,
        Object.entries(by)
          .filter(([, n]) => n !== 0)
          .sort(),
      ]),
    ),
  ),
  minutes: await open.db.query(
    'SELECT place, minute, stamps FROM walks_place_minute WHERE stamps <> 0 ORDER BY place, minute',
  ),
  stamps: await open.db.query(
    'SELECT card, place, scan_id, happened_at, trust FROM walks_stamp ORDER BY card, place',
  ),
  cards: await open.db.query('SELECT id, stamps, folded_as, levels, last_place FROM walks_card ORDER BY id'),
})

describe.each(databases)('$name', ({ kind, open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await layWalk(open.db)
    plans = openWalkPlans(open.db)
  }, 60_000)
  afterEach(() => open.drop())

  test('a visitor who takes up a ticket is counted once, as the walker, by figures, board, leaderboard and report', async () => {
    const [visitor, walker] = [newCardId(), await ticket()]
    const own = [scan(visitor, 'poster', '09:00:00'), scan(visitor, 'flipBook', '09:40:00')]
    await arrive({ scans: own })
    await arrive({ scans: [{ card: visitor, place: 'start', at: at('08:30:00') }], place: 'start' })
    await fold()
    expect((await readFigures(open.db, plan.campaign)).stamps).toEqual({ '-': 2, '*': 2 })

    await arrive({ scans: own.map((one) => ({ ...one, card: walker, from: visitor })) })
    await arrive({ scans: [scan(walker, 'phone', '10:20:00', visitor)] })
    await fold()
    const once = { '-': 0, '5km': 1, '*': 1 }
    expect(await readFigures(open.db, plan.campaign)).toMatchObject({
      ...{ cards: once, started: once },
      completed: { '5km': 1, '*': 1 },
      stamps: { '-': 0, '5km': 3, '*': 3 },
    })
    const board = (await readBoard(open.db, plan.campaign, { now: new Date(at('12:00:00')), window: 'day' }))!
    expect(board.time.stamps.reduce((sum, { stamps }) => sum + stamps, 0)).toBe(3)
    expect(board.places.map(({ key, walkers, visitors }) => [key, walkers, visitors])).toContainEqual([
      'cp3',
      1,
      0,
    ])
    expect(board.places.reduce((sum, { walkers, visitors }) => sum + walkers + visitors, 0)).toBe(1)
    const { units } = await listLeadingUnits(open.db, plan.campaign)
    expect(units).toMatchObject([{ registered: 1, completed: 1 }])
    const report = await readWalkReport(open.db, plan.campaign)
    expect(report.checkpoints.map(({ stamps }) => stamps)).toEqual([1, 1, 1, 0, 0])

    // What the volunteer at the start stamped went along; the first card still has all that was its own.
    const places = async (card: CardId) =>
      (await giveCard(open.db, plan.campaign, card))!.stamps.map(({ place }) => place)
    expect(await places(walker)).toEqual(['start', 'cp1', 'cp2', 'cp3'])
    expect(await places(visitor)).toEqual(['start', 'cp1', 'cp2'])
    expect(await findTicket(open.db, visitor)).toMatchObject({ carried: true, stamps: 2 })
    expect(await findTicket(open.db, walker)).toMatchObject({ carried: false, stamps: 3 })
  })

  test('in whatever order phones arrive, and whenever it is folded, the same comes out', async () => {
    const random = seededRandom(11)
    const [first, second, walker] = [newCardId(), newCardId(), await ticket()]
    const batches: Batch[] = [
      { scans: [scan(first, 'poster', '09:00:00')] },
      { scans: [{ card: first, place: 'start', at: at('08:30:00') }], place: 'start' },
      // Storage was cleared, a new card begun, the old one typed in again, and then the ticket opened.
      { scans: [scan(second, 'flipBook', '09:40:00')] },
      { scans: [scan(first, 'flipBook', '09:40:00', second)] },
      { scans: [scan(walker, 'poster', '09:00:00', first), scan(walker, 'flipBook', '09:40:00', first)] },
      { scans: [scan(walker, 'phone', '10:20:00', first)] },
      // The same scan without a word of where it comes from: as a finish desk brings it.
      { scans: [scan(walker, 'poster', '09:00:00')], place: 'finish' },
      { scans: [{ card: walker, place: 'finish', at: at('11:00:00') }], place: 'finish' },
      // A volunteer saw the walker later than the poster says, and somebody sends the poster with absurd times.
      { scans: [{ card: walker, place: 'cp1', at: at('09:20:00') }], place: 'cp1' },
      { scans: [{ ...scan(walker, 'poster', '09:00:00'), at: 1_000 }] },
      { scans: [{ ...scan(first, 'poster', '09:00:00'), at: at('09:00:00') + 400 * 86_400_000 }] },
    ]
    await open.db.query('CREATE TABLE before_all AS SELECT * FROM walks_card')
    let expected: Awaited<ReturnType<typeof everything>> | undefined
    for (let round = 0; round < (kind === 'postgres' ? 8 : 4); round++) {
      const order = batches
        .map((batch) => ({ batch, luck: random.next() }))
        .sort((a, b) => a.luck - b.luck)
        .flatMap(({ batch }) => (random.next() < 0.3 ? [batch, batch] : [batch]))
      for (const batch of order) {
        await arrive(batch)
        if (random.next() < 0.5) await fold()
      }
      await fold()
      const came = await everything()
      expected ??= came
      expect(came).toEqual(expected)
      expect(Object.fromEntries(Object.entries(came.figures)).stamps).toEqual([
        ['*', 3],
        ['5km', 3],
      ])
      await startAnew()
    }
  })

  test('two cards that name one another count as one, and what is said of a ticket takes nothing from it', async () => {
    const [one, other] = [newCardId(), newCardId()].sort() as [CardId, CardId]
    await arrive({ scans: [scan(one, 'poster', '09:00:00', other), scan(other, 'poster', '09:00:00', one)] })
    await fold()
    expect(await readFigures(open.db, plan.campaign)).toMatchObject({
      ...{ cards: { '*': 1 }, stamps: { '*': 1 } },
    })
    const [walker, thief] = [await ticket(), newCardId()]
    await arrive({ scans: [scan(walker, 'flipBook', '09:40:00')] })
    await arrive({ scans: [scan(thief, 'poster', '09:10:00', walker)] })
    await fold()
    expect((await giveCard(open.db, plan.campaign, thief))!.stamps).toHaveLength(1)
    expect((await readFigures(open.db, plan.campaign)).stamps).toMatchObject({ '5km': 1, '*': 3 })
    // Who registers with the card that had been given up is counted again, as a walker.
    await ticket(other)
    await open.db.query('INSERT INTO walks_card_move (campaign, card) VALUES ($1, $2)', [
      plan.campaign,
      other,
    ])
    await fold()
    expect((await readFigures(open.db, plan.campaign)).cards).toMatchObject({ '5km': 2, '-': 1, '*': 3 })
  })

  test('what phones said of it is never changed, and is no part of what a scan is', async () => {
    const [visitor, walker] = [newCardId(), await ticket()]
    await arrive({ scans: [scan(walker, 'poster', '09:00:00', visitor)] })
    for (const sql of [
      'DELETE FROM walks_carried',
      `UPDATE walks_carried SET to_card = ''`,
      'TRUNCATE walks_carried',
    ])
      await expect(open.db.query(sql), sql).rejects.toThrow(/append_only/)
    expect(scanId(scan(walker, 'poster', '09:00:00', visitor))).toBe(
      scanId(scan(walker, 'poster', '09:00:00')),
    )
  })
})

/** Back to the morning, in a database of its own tests: the guards are taken off for it. */
async function startAnew() {
  const kept = ['walks_scan', 'walks_carried']
  for (const table of kept) await open.db.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
  for (const table of [
    ...kept,
    'walks_stamp',
    'walks_card',
    'walks_card_move',
    'walks_place_minute',
    'walks_figure',
    'walks_unit_figure',
    'walks_flag',
  ])
    await open.db.query(`DELETE FROM ${table}`)
  for (const table of kept)
    await open.db.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`)
  await open.db.query('INSERT INTO walks_card SELECT * FROM before_all')
}
