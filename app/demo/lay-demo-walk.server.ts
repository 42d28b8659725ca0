import { theSoftware } from '~/identity/actor'
import { shanghaiDay } from '~/platform/dates'
import { findWalk } from '~/walks/find-walk.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import type { WalkInput } from '~/walks/walk-input'
import type { House } from '~/wiring.server'
import walk from './data/next-walk.json'

const nextWalk = 'health-walk-11'
const [openedDaysAgo, openDays] = [7, 45]

/** The walk that takes registrations in the demonstration: opened a week ago, until after its day. Done once. */
export async function layDemoWalk(house: House): Promise<void> {
  if (await findWalk(house.db, nextWalk)) return
  const day = (days: number) => shanghaiDay(new Date(house.now().getTime() + days * 86_400_000))
  const settings = {
    ...walk.settings,
    registerFrom: `${day(-openedDaysAgo)}T09:00`,
    registerUntil: `${day(openDays - openedDaysAgo)}T18:00`,
  }
  const laid = await setUpWalk(house.db, theSoftware, nextWalk, { ...walk, settings } as WalkInput)
  if (!laid.ok) throw new Error(`the demonstration's walk was refused: ${laid.reason} ${laid.fields ?? ''}`)
}
