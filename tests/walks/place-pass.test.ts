import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { shanghaiDay } from '~/platform/dates'
import { findWalkPlan } from '~/walks/find-walk-plan.server'
import { makePlacePass } from '~/walks/make-place-pass.server'
import { revokePlacePass } from '~/walks/revoke-place-pass.server'
import { databases, type TestDatabase } from '../setup/databases'
import { organiseWalk } from './organised-walk'

let opened: TestDatabase
beforeAll(async () => {
  opened = await databases[0]!.open()
  await organiseWalk(opened.db)
}, 60_000)
afterAll(() => opened.drop())

const day = shanghaiDay(new Date())
const pass = (placeKey: string) => ({
  ...{ id: randomUUID(), role: 'checkpoint-volunteer' as const, campaign: 'walk-11', place: '龙湖' },
  ...{ placeKey, label: 'Lin', validOn: day },
})
const make = (input: ReturnType<typeof pass>) =>
  opened.db.transaction((tx) => makePlacePass(tx, theSoftware, input))
const rotating = async () =>
  (await findWalkPlan(opened.db, 'walk-11'))!.chains.filter(({ kind }) => kind === 'rotating')
const passes = async () =>
  (await opened.db.query<{ n: bigint }>('SELECT count(*) AS n FROM identity_pass'))[0]!.n

test('a pass of a checkpoint has a code of its own for its whole day, in half minutes', async () => {
  const input = pass('place:cp1')
  expect(await make(input)).toMatchObject({ ok: true, passId: input.id })
  expect(await rotating()).toMatchObject([
    { place: 'cp1', stepSeconds: 30, steps: 2880, startsAt: Date.parse(`${day}T00:00:00+08:00`) },
  ])
  expect(await make(input)).toEqual({ ok: false, reason: 'already-made' })
  expect(await rotating(), 'the form sent twice makes one code').toHaveLength(1)
})

test('a place that the walk does not have makes neither pass nor code', async () => {
  const before = await passes()
  expect(await make(pass('place:cp9'))).toEqual({ ok: false, reason: 'unknown-place' })
  expect(await make({ ...pass('place:cp1'), campaign: 'nothing' })).toEqual({
    ok: false,
    reason: 'unknown-place',
  })
  expect(await passes()).toBe(before)
  expect(await rotating()).toHaveLength(1)
})

test('a pass of a stall, or of a place that is only a word, has no code', async () => {
  expect(await make({ ...pass('stall:s1') })).toMatchObject({ ok: true })
  expect(await make({ ...pass('') })).toMatchObject({ ok: true })
  expect(await rotating()).toHaveLength(1)
})

test('a pass that is taken back takes its code along, and no other', async () => {
  const [first, second] = [pass('place:cp2'), pass('place:cp2')]
  await make(first)
  await make(second)
  const revoke = (id: string) => opened.db.transaction((tx) => revokePlacePass(tx, theSoftware, id))
  expect(await revoke(first.id)).toEqual({ ok: true })
  expect(
    (await rotating())
      .filter((c) => c.place === 'cp2')
      .map((c) => c.revokedAt !== undefined)
      .sort(),
  ).toEqual([false, true])
  expect(await revoke(first.id)).toEqual({ ok: false, reason: 'unknown-pass' })
})
