import { type Actor, theSoftware } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import type { Pass } from '~/identity/pass'
import type { AccountRole } from '~/identity/role'
import { agreeCount } from '~/market/agree-count.server'
import { countCash } from '~/market/count-cash.server'
import { keepSales } from '~/market/keep-sales.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { takeUpStallDevice } from '~/market/take-up-stall-device.server'
import type { Outcome } from '~/platform/outcome'
import { executors, type House } from '~/wiring.server'
import walkData from './data/walk.json'
import { findDemoPerson } from './demo-people.server'
import { namedUuid } from './named-uuid.server'
import { seededRandom } from './seeded-random'

type DemoStall = (typeof walkData.stalls)[number]
const seed = 16_800
const batchSize = 50

/** Nine stalls whose two phones each wrote receipts all day; the cash is counted by one person and agreed by another. Again changes nothing. */
export async function loadMarket(house: House, campaign: string, day: string, fund: string): Promise<void> {
  const { db } = house
  const stalls = walkData.stalls.map(({ takenFen: _, ...stall }) => ({ ...stall, fund }))
  const made = await setUpStalls(db, theSoftware, { campaign, stalls })
  if (!made.ok && made.reason !== 'key-taken') throw new Error(`the market was refused: ${made.reason}`)
  const [treasurer, organiser] = [
    await personOf(house, 'treasurer', 'treasurer'),
    await personOf(house, 'organiser', 'organiser'),
  ]
  for (const stall of walkData.stalls) {
    await sell(house, campaign, day, stall)
    await count(house, { campaign, day, stall, treasurer, organiser })
  }
}

async function personOf({ db }: House, key: string, role: AccountRole): Promise<Actor> {
  const id = await findDemoPerson(db, key)
  if (!id) throw new Error(`the demonstration has no ${key}`)
  return { kind: 'person', id, name: key, from: 'demo', grants: [{ role, scope: '*', standsInFor: null }] }
}

/** Round amounts whose sum is what the stall took. */
function amountsOf({ number, takenFen }: DemoStall): bigint[] {
  const random = seededRandom(seed + number)
  const amounts: bigint[] = []
  let left = BigInt(takenFen)
  while (left > 0n) {
    const amount = BigInt(random.one([1_000, 1_500, 2_000, 3_000, 3_800, 5_000, 6_800, 10_000, 20_000]))
    amounts.push(amount < left ? amount : left)
    left -= amounts.at(-1)!
  }
  return amounts
}

async function sell({ db }: House, campaign: string, day: string, stall: DemoStall): Promise<void> {
  const beganAt = new Date(`${day}T00:00:00+08:00`)
  const endsAt = new Date(beganAt.getTime() + 86_400_000)
  const closing = new Date(beganAt.getTime() + 15.5 * 3_600_000)
  const amounts = amountsOf(stall)
  for (const half of [0, 1]) {
    const device = namedUuid(`${campaign} ${stall.key} phone ${half}`)
    const pass: Pass = {
      ...{ id: namedUuid(`${campaign} ${stall.key} pass ${half}`), role: 'stall-volunteer', campaign },
      ...{ place: stall.nameZh, placeKey: `stall:${stall.key}`, label: `演示志愿者${half + 1}` },
      ...{ validOn: day, hours: '', contact: '' },
    }
    must(await takeUpStallDevice(db, theSoftware, { pass, device }, beganAt))
    const mine = amounts.filter((_, n) => n % 2 === half)
    const sales = mine.map((amountFen, n) => ({
      ...{ id: namedUuid(`${device} receipt ${n + 1}`), receipt: n + 1, kind: 'sale', method: 'cash' },
      amountFen: amountFen.toString(),
      claimedAt: new Date(beganAt.getTime() + (9 + (n * 6) / mine.length) * 3_600_000).toISOString(),
    }))
    const frame = { pass, beganAt, endsAt, revoked: false }
    for (let n = 0; n < sales.length; n += batchSize) {
      const batch = {
        ...{ device, sentAt: closing.toISOString(), lastReceipt: sales.length },
        sales: sales.slice(n, n + batchSize),
      }
      const { answers } = must(await keepSales(db, theSoftware, { ...frame, batch }, closing))
      if (answers.some(({ result }) => result === 'refused'))
        throw new Error('a demonstration sale was refused')
    }
  }
}

interface Count {
  campaign: string
  day: string
  stall: DemoStall
  treasurer: Actor
  organiser: Actor
}

async function count({ db }: House, { campaign, day, stall, treasurer, organiser }: Count): Promise<void> {
  const id = namedUuid(`${campaign} ${stall.key} count`)
  const at = { campaign, stall: stall.key }
  const counted = await countCash(db, treasurer, { id, at, countedFen: BigInt(stall.takenFen), note: '' })
  if (!counted.ok && counted.reason === 'already-counted') return
  must(counted)
  const [proposal] = await db.query<{ id: string }>(
    `SELECT id FROM identity_proposal WHERE action = 'cash.count' AND payload->>'countId' = $1 AND state = 'waiting'`,
    [id],
  )
  // Entered later than it was counted: the money belongs to the day of the market.
  const onTheDay: typeof executors = {
    ...executors,
    'cash.count': (tx, { countId }, by) => agreeCount(tx, by, String(countId), day),
  }
  must(await decideProposal(db, organiser, { id: proposal!.id, decision: 'approved' }, onTheDay))
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's market was refused: ${outcome.reason}`)
  return outcome
}
