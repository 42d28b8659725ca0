import { afterEach, beforeEach, expect, test } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { calendarUid } from '~/walks/calendar-uid.server'
import { findParty } from '~/walks/find-party.server'
import { findRoster } from '~/walks/find-roster.server'
import { databases, type TestDatabase } from '../setup/databases'
import { campaign, config, openRegistration, party, registered, walker } from './support'

let open: TestDatabase
beforeEach(async () => {
  open = await databases[0]!.open()
  await openRegistration(open.db)
})
afterEach(() => open.drop())

test('a volunteer’s phone knows who belongs together, and no party’s id', async () => {
  const secrets = [
    await registered(open.db, party([walker(), walker({ name: '何大文' })])),
    await registered(open.db),
  ]
  const pass = { id: '', campaign, place: '起点', placeKey: 'place:start' } as Parameters<
    typeof findRoster
  >[3]
  const rosterOf = async (house = config) => {
    const found = await findRoster(open.db, house, theSoftware, pass)
    if (!found.ok) throw new Error(found.reason)
    return found.roster
  }
  const [first, second, third] = (await rosterOf()).walkers.map((one) => one.party)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect((await rosterOf()).walkers[0]!.party, 'the same whenever it is asked').toBe(first)
  const elsewhere = await rosterOf({ ...config, SESSION_SECRET: 'a secret of another house, long enough' })
  expect(elsewhere.walkers[0]!.party, 'nobody reckons it from the id').not.toBe(first)
  const told = JSON.stringify(await rosterOf())
  for (const secret of secrets) expect(told).not.toContain((await findParty(open.db, secret))!.id)
})

test('a calendar knows a party’s day by a name that does not tell the party’s id', async () => {
  const { id } = (await findParty(open.db, await registered(open.db)))!
  const uid = calendarUid(config, id)
  expect(uid).toMatch(/^[\w-]{22}@give\.example\.org$/)
  expect(uid).not.toContain(id)
  expect(calendarUid(config, id), 'taken into the calendar twice it is one day').toBe(uid)
  expect(calendarUid({ ...config, SESSION_SECRET: 'another' }, id)).not.toBe(uid)
})
