import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editCampaign } from '~/campaigns/edit-campaign.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { listHistory } from '~/identity/list-history.server'
import { makePass } from '~/identity/make-pass.server'
import { newCardId } from '~/walks/card-id'
import { changeWaiver } from '~/walks/change-waiver.server'
import { editLevel, type LevelChange } from '~/walks/edit-level.server'
import { editPlace, type PlaceChange } from '~/walks/edit-place.server'
import { editWalk } from '~/walks/edit-walk.server'
import { findWalk } from '~/walks/find-walk.server'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { keepScans } from '~/walks/keep-scans.server'
import { moveWalk } from '~/walks/move-walk.server'
import { placeInputOf, settingsOf } from '~/walks/walk'
import { openWalkPlans } from '~/walks/walk-plans.server'
import { walk as campaign } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { eventDay, organiseWalk, walkOf } from './organised-walk'

const organiser: Actor = {
  ...theSoftware,
  kind: 'person',
  id: 'organiser',
  name: 'Chen',
  grants: [{ role: 'organiser', scope: 'walk-11', standsInFor: null }],
}
/** Before the walk's day. */
const before = new Date('2026-12-20T10:00:00+08:00')
const at = (clock: string, day = eventDay) => Date.parse(`${day}T${clock}:00+08:00`)

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  beforeAll(async () => {
    opened = await open()
    await organiseWalk(db())
  }, 60_000)
  afterAll(() => opened.drop())

  const walk = async () => (await findWalk(db(), 'walk-11'))!
  const version = async () => (await walk()).version
  const level = async (change: LevelChange) =>
    editLevel(db(), organiser, 'walk-11', { change, version: await version() })
  const place = async (change: PlaceChange, now = before) =>
    editPlace(db(), organiser, 'walk-11', { change, version: await version() }, now)
  const lastAct = async () => (await listHistory(db(), { kind: 'walk', id: 'walk-11' })).acts[0]!
  const [ten] = walkOf.levels.slice(1)

  test('the walk reads back as it was set up', async () => {
    const stored = await walk()
    expect(stored).toMatchObject({
      day: eventDay,
      registerFrom: '2026-12-01T09:00',
      registerUntil: '2027-01-05T18:00',
      backBy: '15:30',
      feeFen: 0n,
      waiver: { version: 1, ...walkOf.waiver },
      version: 1,
    })
    expect(stored.places.map(placeInputOf)).toEqual(walkOf.places)
    expect(stored.questions).toEqual(walkOf.settings.questions)
    expect(stored.levels[1]).toMatchObject({ key: '10km', capacity: 500, taken: 0, needs: ten!.needs })
  })

  test('settings are saved with what was and what is; the same again makes no version; an old page overwrites nothing', async () => {
    const began = await version()
    const settings = { ...settingsOf(await walk()), feeFen: '2000', stampOrder: 'fixed' as const }
    expect(await editWalk(db(), organiser, 'walk-11', { settings, version: began })).toEqual({
      ok: true,
      changed: true,
    })
    expect(await lastAct()).toMatchObject({
      action: 'walk.edit',
      actorName: 'Chen',
      before: { feeFen: '0', stampOrder: 'free' },
      after: { feeFen: '2000', stampOrder: 'fixed', version: began + 1 },
    })
    expect(await editWalk(db(), organiser, 'walk-11', { settings, version: began })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    })
    expect(await editWalk(db(), organiser, 'walk-11', { settings, version: began + 1 })).toEqual({
      ok: true,
      changed: false,
    })
    expect(await walk()).toMatchObject({ feeFen: 2000n, stampOrder: 'fixed', version: began + 1 })
    const bad = { ...settings, backBy: '25:00' }
    expect(await editWalk(db(), organiser, 'walk-11', { settings: bad, version: began + 1 })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: ['backBy'],
    })
  })

  test('a level never has less room than is taken', async () => {
    await db().query(`UPDATE walks_level SET taken = 480 WHERE key = '10km'`)
    const smaller = (capacity: number) => level({ do: 'edit', level: { ...ten!, capacity } })
    expect(await smaller(479)).toEqual({ ok: false, reason: 'below-taken' })
    expect((await walk()).levels[1]).toMatchObject({ capacity: 500 })
    expect(await smaller(480)).toEqual({ ok: true, changed: true })
    expect(await lastAct()).toMatchObject({
      action: 'walk.level-edit',
      before: { key: '10km', capacity: 500 },
      after: { key: '10km', capacity: 480 },
    })
  })

  test('levels come and go, with checkpoints that are there, and not from under those who registered', async () => {
    const mini = { key: 'mini', name: { zh: '亲子', en: 'Family' }, km: 2, capacity: 50, needs: ['cp1'] }
    expect(await level({ do: 'add', level: { ...mini, needs: ['cp1', 'cp9'] } })).toMatchObject({
      reason: 'unknown-checkpoint',
    })
    expect(await level({ do: 'add', level: { ...mini, needs: ['finish'] } })).toMatchObject({
      reason: 'unknown-checkpoint',
    })
    expect(await level({ do: 'edit', level: mini })).toMatchObject({ reason: 'unknown-level' })
    expect(await level({ do: 'add', level: mini })).toEqual({ ok: true, changed: true })
    expect(await level({ do: 'add', level: mini })).toMatchObject({ reason: 'level-exists' })
    const [party, walker] = [randomUUID(), randomUUID()]
    await db().query(
      `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash)
       VALUES ($1, 'walk-11', '', '', '', '\\x00')`,
      [party],
    )
    await db().query(
      `INSERT INTO walks_walker (id, campaign, level, party_id, state, name, waiver_version, waiver_at, card)
       VALUES ($1, 'walk-11', 'mini', $2, 'waiting', '', 1, now(), $3)`,
      [walker, party, newCardId()],
    )
    expect(await level({ do: 'remove', key: 'mini' })).toMatchObject({ reason: 'has-walkers' })
    await db().query('DELETE FROM walks_walker WHERE id = $1', [walker])
    expect(await level({ do: 'remove', key: 'mini' })).toEqual({ ok: true, changed: true })
    expect((await walk()).levels.map(({ key }) => key)).toEqual(['5km', '10km'])
  })

  test('a new checkpoint comes before the finish with codes of its own; its kind stands, its words may change', async () => {
    const cp6 = { ...walkOf.places[1]!, key: 'cp6', name: { zh: '荷塘', en: 'Lotus Pond' } }
    expect(await place({ do: 'add', place: cp6 })).toEqual({ ok: true, changed: true })
    expect((await walk()).places.map(({ key }) => key)).toEqual([
      ...['start', 'cp1', 'cp2', 'cp3', 'cp4', 'cp5', 'cp6', 'finish'],
    ])
    expect((await findWalkPlan(db(), 'walk-11'))!.chains.filter((c) => c.place === 'cp6')).toHaveLength(2)
    expect(await place({ do: 'add', place: cp6 })).toMatchObject({ reason: 'place-exists' })
    expect(await place({ do: 'edit', place: { ...cp6, kind: 'finish' } })).toMatchObject({
      reason: 'kind-fixed',
    })
    // On the day itself too: a storm closes it early.
    const onDay = new Date(at('11:00'))
    expect(await place({ do: 'edit', place: { ...cp6, closes: '12:00' } }, onDay)).toEqual({
      ok: true,
      changed: true,
    })
    expect(await lastAct()).toMatchObject({
      before: { key: 'cp6', closes: '14:30' },
      after: { key: 'cp6', closes: '12:00' },
    })
    expect(await place({ do: 'edit', place: { ...cp6, closes: '12:00' } })).toEqual({
      ok: true,
      changed: false,
    })
  })

  test('a place goes only while nobody needs it, was there, or stands there, and before the day', async () => {
    expect(await place({ do: 'remove', key: 'cp1' })).toMatchObject({ reason: 'needed' })
    const remove = { do: 'remove', key: 'cp6' } as const
    expect(await place(remove, new Date(at('00:00')))).toMatchObject({ reason: 'day-has-come' })
    const pass = {
      ...{ id: randomUUID(), role: 'checkpoint-volunteer' as const, campaign: 'walk-11', place: '荷塘' },
      ...{ placeKey: 'place:cp6', label: 'Lin', validOn: eventDay },
    }
    await db().transaction((tx) => makePass(tx, theSoftware, pass, before))
    expect(await place(remove)).toMatchObject({ reason: 'has-passes' })
    await db().query('UPDATE identity_pass SET revoked_at = now()')
    const stamp = (n: number) => ({ card: newCardId(), at: at('10:00') + n * 1_000, place: 'cp6' })
    const known = (await openWalkPlans(db()).get('walk-11'))!
    const sender = { sentAt: at('10:00'), volunteer: { device: randomUUID(), place: 'cp6' } }
    await keepScans(db(), known, sender, [stamp(1)], at('10:00'))
    expect(await place(remove)).toMatchObject({ reason: 'was-visited' })
    expect((await walk()).places.map(({ key }) => key)).toContain('cp6')
    const cp7 = { ...walkOf.places[1]!, key: 'cp7' }
    await place({ do: 'add', place: cp7 })
    expect(await place({ do: 'remove', key: 'cp7' })).toEqual({ ok: true, changed: true })
    expect((await findWalkPlan(db(), 'walk-11'))!.chains.filter((c) => c.place === 'cp7')).toEqual([])
  })

  test('a new waiver is a new version, and the old one stands as it was', async () => {
    const text = { zh: '我身体健康，自愿参加，会照看孩子。', en: 'I am well and look after my children.' }
    const change = async (to: typeof text) =>
      changeWaiver(db(), organiser, 'walk-11', { text: to, version: await version() })
    expect(await change(text)).toEqual({ ok: true, changed: true })
    expect(await change(text)).toEqual({ ok: true, changed: false })
    expect((await walk()).waiver).toEqual({ version: 2, ...text })
    const kept = await db().query('SELECT version, text_zh AS zh FROM walks_waiver ORDER BY version')
    expect(kept).toEqual([
      { version: 1, zh: walkOf.waiver.zh },
      { version: 2, zh: text.zh },
    ])
  })

  test('a walk whose cards were scanned stays on its day; another one moves with its campaign and voids what was printed', async () => {
    const moving = async () => moveWalk(db(), organiser, 'walk-11', await version())
    expect(await moving()).toMatchObject({ reason: 'same-day' })
    const {
      slug: _,
      madeUp: __,
      donorMayChoose: ___,
      routes: ____,
      ...texts
    } = campaign as typeof campaign & object
    const moved = await editCampaign(db(), theSoftware, 'walk-11', {
      texts: { ...texts, endsOn: '2027-03-31', eventOn: '2027-01-16' },
      version: 1,
      reason: 'rain',
    })
    expect(moved).toEqual({ ok: true, changed: true })
    expect(await moving()).toMatchObject({ reason: 'was-visited' })
    await db().query('ALTER TABLE walks_scan DISABLE TRIGGER ALL')
    await db().query('DELETE FROM walks_scan')
    const old = (await findWalkPlan(db(), 'walk-11'))!
    expect(await moving()).toEqual({ ok: true, changed: true })
    const plan = (await findWalkPlan(db(), 'walk-11'))!
    expect(plan).toMatchObject({ day: '2027-01-16', backBy: at('15:30', '2027-01-16') })
    expect(plan.places[0]!.opensAt).toBe(at('08:30', '2027-01-16'))
    expect(plan.chains).toHaveLength(old.chains.length)
    const ids = new Set(old.chains.map(({ id }) => id))
    expect(plan.chains.filter(({ id }) => ids.has(id))).toEqual([])
    expect(new Set(plan.chains.map((c) => c.startsAt))).toEqual(new Set([at('00:00', '2027-01-16')]))
  })
})
