import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { changeWalker } from '~/walks/change-walker.server'
import { findParty } from '~/walks/find-party.server'
import { findRegistration } from '~/walks/find-registration.server'
import { moveUp } from '~/walks/move-up.server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import {
  campaign,
  later,
  now,
  openRegistration,
  party,
  partyMails,
  placesOf,
  register,
  registered,
  type WalkOptions,
  walker,
} from './support'

let open: TestDatabase
const start = async ({ open: fresh }: (typeof databases)[number], options: WalkOptions = {}) => {
  open = await fresh()
  await openRegistration(open.db, options)
}
afterEach(() => open.drop())
const family = (n: number, level = '5km') => party(Array.from({ length: n }, () => walker({ level })))
const states = async (secret: string) => (await findParty(open.db, secret))!.walkers.map(({ state }) => state)

describe('a party', () => {
  beforeEach(() => start(databases[0]!, { capacity: { '5km': 4, '10km': 2 } }))

  test('of a family has tickets with numbers of their own, and one link that opens it', async () => {
    const draft = party([
      walker(),
      walker({ name: '何小宝', minor: true, guardianName: '何晓岚', level: '10km' }),
    ])
    const secret = await registered(open.db, draft)
    const found = (await findParty(open.db, secret))!
    expect(found).toMatchObject({ campaign, contactName: '何晓岚', ahead: null, unitName: null })
    expect(found.walkers).toMatchObject([
      { name: '何晓岚', level: '5km', state: 'registered', bib: 1, minor: false },
      { name: '何小宝', level: '10km', state: 'registered', bib: 2, minor: true },
    ])
    expect(new Set(found.walkers.map(({ card }) => card)).size).toBe(2)
    for (const { card } of found.walkers) expect(card).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(await findParty(open.db, `${secret.slice(0, -1)}x`)).toBeNull()
    expect(await placesOf(open.db)).toEqual({ '5km': 1, '10km': 1 })
    const kept = await open.db.query(
      'SELECT waiver_version, guardian_name, guardian_at FROM walks_walker ORDER BY seq',
    )
    expect(kept).toEqual([
      { waiver_version: 1, guardian_name: '', guardian_at: null },
      { waiver_version: 1, guardian_name: '何晓岚', guardian_at: now },
    ])
  })

  test('whose form is sent twice is registered once, also when registration has ended in between', async () => {
    const formId = randomUUID()
    const first = await register(open.db, party(), { formId })
    const again = await register(open.db, party(), { formId, now: new Date('2026-03-20T11:00:00Z') })
    expect(again).toEqual({ ...first, state: 'again' })
    expect(await placesOf(open.db)).toEqual({ '5km': 1, '10km': 0 })
    expect(await partyMails(open.db)).toEqual(['registered'])
  })

  test('comes when registration takes people, and read the waiver that holds', async () => {
    const at = (time: string) => register(open.db, party(), { now: new Date(time) })
    expect(await at('2026-02-28T23:59:59Z')).toEqual({ ok: false, reason: 'not-open-yet' })
    expect(await at('2026-03-20T10:00:00Z')).toEqual({ ok: false, reason: 'closed' })
    expect(await register(open.db, party(undefined, { waiverVersion: 2 }))).toEqual({
      ok: false,
      reason: 'waiver-changed',
    })
    expect(await register(open.db, party([walker({ level: '42km' })]))).toEqual({
      ok: false,
      reason: 'level-unknown',
    })
    await open.db.query(`UPDATE campaigns_campaign SET state = 'closed' WHERE slug = $1`, [campaign])
    expect(await register(open.db)).toEqual({ ok: false, reason: 'closed' })
    await open.db.query(`UPDATE campaigns_campaign SET state = 'draft' WHERE slug = $1`, [campaign])
    expect(await register(open.db)).toEqual({ ok: false, reason: 'no-walk' })
    expect(await placesOf(open.db)).toEqual({ '5km': 0, '10km': 0 })
  })

  test('that does not fit waits as a whole, and nobody passes whoever waits', async () => {
    await registered(open.db, family(3))
    const waits = await registered(open.db, family(2))
    expect(await states(waits)).toEqual(['waiting', 'waiting'])
    const behind = await registered(open.db, family(1))
    expect(await states(behind), 'one place is free, but it is the next one’s').toEqual(['waiting'])
    expect((await findParty(open.db, behind))!.ahead).toBe(1)
    expect((await findParty(open.db, waits))!.ahead).toBe(0)
    const other = await registered(open.db, family(1, '10km'))
    expect(await states(other), 'another level has its own line').toEqual(['registered'])
    const offered = (await findRegistration(open.db, campaign, now))!.levels
    expect(offered).toMatchObject([
      { key: '5km', left: 0, waiting: 3 },
      { key: '10km', left: 1, waiting: 0 },
    ])
    expect(await placesOf(open.db)).toEqual({ '5km': 3, '10km': 1 })
  })

  test('moves up by itself when others cancel, in the order of the line and as a whole', async () => {
    const first = await registered(open.db, family(4))
    const two = await registered(open.db, family(2))
    const one = await registered(open.db, family(1))
    const [a, b] = (await findParty(open.db, first))!.walkers
    const cancel = (walkers: string[] | 'all', secret = first) =>
      cancelWalkers(open.db, { secret, walkers, now: later(1) })
    expect(await cancel([a!.id])).toEqual({ ok: true, cancelled: 1, movedUp: 0 })
    expect(await states(one), 'the head of the line does not fit yet and keeps its place').toEqual([
      'waiting',
    ])
    expect(await cancel([b!.id])).toEqual({ ok: true, cancelled: 1, movedUp: 1 })
    expect(await states(two)).toEqual(['registered', 'registered'])
    expect(await states(one)).toEqual(['waiting'])
    expect(await cancel([a!.id]), 'twice is once').toEqual({ ok: false, reason: 'nothing-to-cancel' })
    expect(await cancel('all')).toEqual({ ok: true, cancelled: 2, movedUp: 1 })
    expect((await findParty(open.db, one))!.walkers).toMatchObject([{ state: 'registered', bib: 7 }])
    expect(await placesOf(open.db)).toEqual({ '5km': 3, '10km': 0 })
    expect((await partyMails(open.db)).filter((kind) => kind === 'moved-up')).toHaveLength(2)
  })

  test('moves up when whoever kept it from moving leaves the line', async () => {
    await registered(open.db, family(3))
    const large = await registered(open.db, family(2))
    const small = await registered(open.db, family(1))
    expect(await cancelWalkers(open.db, { secret: large, walkers: 'all', now })).toMatchObject({ movedUp: 1 })
    expect(await states(small)).toEqual(['registered'])
  })

  test('moves up when the organiser makes room, but not after the day', async () => {
    await registered(open.db, family(4))
    const waits = await registered(open.db, family(1))
    await open.db.query(`UPDATE walks_level SET capacity = 5 WHERE key = '5km'`)
    const move = (at: string) => open.db.transaction((tx) => moveUp(tx, campaign, new Date(at)))
    expect(await move('2026-03-22T00:00:00+08:00')).toBe(0)
    expect(await move('2026-03-21T23:59:00+08:00')).toBe(1)
    expect(await states(waits)).toEqual(['registered'])
  })

  test('cannot cancel or change what is another party’s', async () => {
    const own = await registered(open.db)
    const others = (await findParty(open.db, await registered(open.db)))!.walkers[0]!
    const change = { secret: own, walkerId: others.id, name: 'x', level: '5km', now }
    const emergency = { emergencyName: '何', emergencyPhone: '13800138000' }
    expect(await cancelWalkers(open.db, { secret: own, walkers: [others.id], now })).toEqual({
      ok: false,
      reason: 'nothing-to-cancel',
    })
    expect(await changeWalker(open.db, { ...change, ...emergency })).toEqual({ ok: false, reason: 'unknown' })
  })

  test('changes level where there is room, and its place goes to who waits for it', async () => {
    const secret = await registered(open.db, family(4))
    const waits = await registered(open.db, family(1))
    const walkers = (await findParty(open.db, secret))!.walkers
    const to = (i: number, level: string) =>
      changeWalker(open.db, {
        secret,
        walkerId: walkers[i]!.id,
        name: '改名',
        level,
        emergencyName: '何大文',
        emergencyPhone: '１３８００１３８０００',
        now,
      })
    expect(await to(0, '10km')).toEqual({ ok: true, movedUp: 1 })
    expect(await states(waits)).toEqual(['registered'])
    expect(await to(1, '10km')).toEqual({ ok: true, movedUp: 0 })
    expect(await to(2, '10km')).toEqual({ ok: false, reason: 'level-full' })
    expect(await to(2, '5km'), 'a name alone needs no place').toEqual({ ok: true, movedUp: 0 })
    expect(await placesOf(open.db)).toEqual({ '5km': 3, '10km': 2 })
    const found = (await findParty(open.db, secret))!.walkers.find(({ id }) => id === walkers[2]!.id)
    expect(found).toMatchObject({ name: '改名', level: '5km', emergencyPhone: '13800138000', bib: 3 })
  })

  test('keeps the stamps of a visitor’s card; a card of somebody else stays theirs', async () => {
    const card = 'ABCDEFGHJKMNPQRS'
    await open.db.query('INSERT INTO walks_card (id, campaign) VALUES ($1, $2)', [card, campaign])
    const first = await registered(open.db, party(undefined, { card }))
    expect((await findParty(open.db, first))!.walkers[0]!.card).toBe(card)
    const [moved] = await open.db.query('SELECT card FROM walks_card_move')
    expect(moved, 'the board counts it as a walker’s').toEqual({ card })
    const second = await registered(open.db, party(undefined, { card }))
    expect((await findParty(open.db, second))!.walkers[0]!.card).not.toBe(card)
  })
})

/** As a browser does: whoever waits too long for an answer presses once more, with the same form. */
async function pressed(
  draft: ReturnType<typeof party>,
  formId: unknown,
): Promise<Awaited<ReturnType<typeof register>>> {
  const form = typeof formId === 'string' ? formId : randomUUID()
  return register(open.db, draft, { formId: form }).catch((error: Error) => {
    if (!/timeout exceeded when trying to connect/.test(error.message)) throw error
    return pressed(draft, form)
  })
}

describe.each(postgresOnly)('at once, on $name', (kind) => {
  test('two hundred get as many places as there are, every other one waits, numbers are unique', async () => {
    await start(kind, { capacity: { '5km': 70, '10km': 30 } })
    const asked = Array.from({ length: 200 }, (_, i) => family((i % 3) + 1, i % 4 === 0 ? '10km' : '5km'))
    const answers = await Promise.all(asked.map(pressed))
    expect(answers.filter(({ ok }) => !ok)).toEqual([])
    const places = await placesOf(open.db)
    expect(places['5km']).toBeGreaterThan(67)
    expect(places['5km']).toBeLessThanOrEqual(70)
    expect(places['10km']).toBeGreaterThan(27)
    expect(places['10km']).toBeLessThanOrEqual(30)
    const [bibs] = await open.db.query<{ n: number; highest: number }>(
      'SELECT count(DISTINCT bib)::int AS n, max(bib) AS highest FROM walks_walker WHERE bib IS NOT NULL',
    )
    expect(bibs).toEqual({ n: places['5km']! + places['10km']!, highest: places['5km']! + places['10km']! })
    const mixed = await open.db.query(
      'SELECT party_id FROM walks_walker GROUP BY party_id HAVING count(DISTINCT state) > 1',
    )
    expect(mixed, 'a party as a whole').toEqual([])
  }, 60_000)

  test('one form sent ten times registers once', async () => {
    await start(kind)
    const formId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => register(open.db, family(2), { formId })),
    )
    expect(new Set(answers.map((answer) => answer.ok && answer.secret)).size).toBe(1)
    expect(answers.filter((answer) => answer.ok && answer.state === 'registered')).toHaveLength(1)
    expect(await placesOf(open.db)).toEqual({ '5km': 2, '10km': 0 })
  }, 60_000)

  test('cancelling and registering at once never loses or sells a place twice', async () => {
    await start(kind, { capacity: { '5km': 20, '10km': 20 } })
    const held = await Promise.all(
      Array.from({ length: 20 }, (_, i) => registered(open.db, family(1, i % 2 ? '5km' : '10km'))),
    )
    await Promise.all([
      ...held.map((secret) => cancelWalkers(open.db, { secret, walkers: 'all', now })),
      ...Array.from({ length: 60 }, (_, i) => register(open.db, family(1, i % 2 ? '5km' : '10km'))),
    ])
    expect(await placesOf(open.db)).toEqual({ '5km': 20, '10km': 20 })
  }, 60_000)
})
