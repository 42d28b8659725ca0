import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { listHistory } from '~/identity/list-history.server'
import { chainValues, codeChecker } from '~/walks/code-chain'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import { walk } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { draftEvent, eventDay, walkOf } from './organised-walk'

const organiser = (scope = '*'): Actor => ({
  ...theSoftware,
  kind: 'person',
  id: 'organiser',
  grants: [{ role: 'organiser', scope, standsInFor: null }],
})
const at = (clock: string) => Date.parse(`${eventDay}T${clock}:00+08:00`)

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  beforeAll(async () => {
    opened = await open()
    await draftEvent(db())
  }, 60_000)
  afterAll(() => opened.drop())
  const laid = async () => (await db().query<{ n: bigint }>('SELECT count(*) AS n FROM walks_walk'))[0]!.n

  test.each([
    ['of nobody', {}, theSoftware, 'nothing', 'unknown-campaign'],
    ['by an organiser of another campaign', {}, organiser('relief-day'), 'walk-11', 'not-allowed'],
    ['without places', { places: [] }, organiser(), 'walk-11', 'invalid'],
    [
      'with a place twice',
      { places: [...walkOf.places, walkOf.places[0]!] },
      organiser(),
      'walk-11',
      'invalid',
    ],
    [
      'whose level needs a gate',
      { levels: [{ ...walkOf.levels[0]!, needs: ['finish'] }] },
      organiser(),
      'walk-11',
      'invalid',
    ],
    [
      'that closes before it opens',
      { places: [{ ...walkOf.places[1]!, opens: '15:00', closes: '08:00' }] },
      organiser(),
      'walk-11',
      'invalid',
    ],
    [
      'whose registration ends before it begins',
      { settings: { ...walkOf.settings, registerUntil: '2026-11-01T09:00' } },
      organiser(),
      'walk-11',
      'invalid',
    ],
    [
      'on a 31 June',
      { settings: { ...walkOf.settings, registerFrom: '2026-06-31T09:00' } },
      organiser(),
      'walk-11',
      'invalid',
    ],
  ])('a walk %s is refused and leaves nothing', async (_, change, by, campaign, reason) => {
    expect(await setUpWalk(db(), by, campaign, { ...walkOf, ...change })).toMatchObject({ ok: false, reason })
    expect(await laid()).toBe(0n)
  })

  test('a campaign without an event day has no walk', async () => {
    await draftCampaign(db(), theSoftware, { ...walk, slug: 'no-day', edition: 77 })
    expect(await setUpWalk(db(), theSoftware, 'no-day', walkOf)).toEqual({
      ok: false,
      reason: 'no-event-day',
    })
  })

  test('a walk is laid whole on the event day, once, with codes that check and seeds that differ', async () => {
    expect(await setUpWalk(db(), organiser('walk-11'), 'walk-11', walkOf)).toEqual({ ok: true })
    expect(await setUpWalk(db(), organiser(), 'walk-11', walkOf)).toEqual({
      ok: false,
      reason: 'walk-exists',
    })
    const plan = (await findWalkPlan(db(), 'walk-11'))!
    expect(plan).toMatchObject({
      day: eventDay,
      backBy: at('15:30'),
      stampOrder: 'free',
      leastMinutesApart: 3,
    })
    expect(plan.trails).toEqual(walkOf.settings.trails)
    expect(plan.places.map((p) => p.key)).toEqual(['start', 'cp1', 'cp2', 'cp3', 'cp4', 'cp5', 'finish'])
    expect(plan.places[1]).toMatchObject({
      nameZh: '龙湖',
      nameEn: 'Dragon Lake',
      gameEn: 'Win a round of rock, paper, scissors; lose and try again.',
      x: 240,
      y: 350,
      opensAt: at('08:30'),
      closesAt: at('14:30'),
    })
    expect(plan.levels.map(({ key, km, needs }) => [key, km, needs.length])).toEqual([
      ['5km', 5, 3],
      ['10km', 10, 5],
    ])
    expect(plan.chains.map((c) => `${c.place} ${c.kind} ${c.steps}`).sort()).toEqual(
      plan.places.flatMap(({ key }) => [`${key} page 48`, `${key} static 1`]).sort(),
    )
    const rows = await db().query<{ id: string; seed: Uint8Array; steps: number; kind: string }>(
      'SELECT id, seed, steps, kind FROM walks_code_chain',
    )
    expect(new Set(rows.map(({ seed }) => Buffer.from(seed).toString('hex'))).size).toBe(14)
    const check = codeChecker(plan.chains)
    for (const { id, seed, steps, kind } of rows) {
      const { values } = chainValues(id, steps, seed)
      expect(check({ chain: id, step: steps - 1, value: values.at(-1)! })).toMatchObject({
        ok: true,
        chain: { kind, startsAt: at('00:00') },
      })
    }
    const [stored] = await db().query<{ text_zh: string; version: number }>('SELECT * FROM walks_waiver')
    expect(stored).toMatchObject({ text_zh: walkOf.waiver.zh, version: 1 })
    const { acts } = await listHistory(db(), { kind: 'walk', id: 'walk-11' })
    expect(acts.map((a) => a.action)).toEqual(['walk.set-up'])
  })
})
