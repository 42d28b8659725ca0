import { arrivePledge } from '~/giving/arrive-pledge.server'
import { enterPledge } from '~/giving/enter-pledge.server'
import { findPledgeSetting } from '~/giving/find-pledge-setting.server'
import { emptyPledge } from '~/giving/pledge-form'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { theSoftware } from '~/identity/actor'
import { shanghaiDay } from '~/platform/dates'
import type { House } from '~/wiring.server'
import data from './data/pledges.json'
import { namedUuid } from './named-uuid.server'

const dayMs = 86_400_000

/**
 * The pledges of a made-up poverty-relief day, through the verbs that real ones go through: most have arrived by a made-up bank
 * line, some in part, one was taken for more than promised. Running it again changes nothing.
 */
export async function loadPledges(house: House, campaign: string): Promise<void> {
  const { db } = house
  const known = await db.prisma.pledge.count({ where: { campaign } })
  const arrived = await db.prisma.pledgeArrival.count()
  if (known >= data.units.length && arrived >= data.units.filter((unit) => unit.arrived !== '0').length)
    return
  if (!(await findPledgeSetting(db, campaign))) {
    const { regions, funds, ...account } = data.setting
    const draft = { takesPledges: true, regions, funds, ...account }
    const set = await setUpPledges(db, theSoftware, { campaign, draft, version: 0 })
    if (!set.ok) throw new Error(`the demonstration's pledges were refused: ${set.reason}`)
  }
  for (const [n, unit] of data.units.entries()) {
    const dayOf = (daysAgo: number) => shanghaiDay(new Date(house.now().getTime() - daysAgo * dayMs))
    const fields = {
      ...emptyPledge(namedUuid(`pledge ${campaign} ${n}`)),
      ...{ unitName: unit.name, amount: unit.amount, designation: unit.designation },
      nameConsent: unit.named ? 'yes' : '',
    }
    const today = dayOf(9 - (n % 4))
    const entered = await enterPledge(db, theSoftware, { fields, campaign, locale: 'zh-CN', today })
    if (!entered.ok) throw new Error(`the demonstration's pledge was refused: ${entered.reason}`)
    if (unit.arrived === '0') continue
    const line = {
      pledgeId: entered.id,
      amountFen: BigInt(unit.arrived),
      occurredOn: dayOf(n % 5),
      bankLineId: `demo-line-${n + 1}`,
    }
    const told = await db.transaction((tx) => arrivePledge(tx, line))
    if (!told.ok) throw new Error(`the demonstration's transfer was refused: ${told.reason}`)
  }
}
