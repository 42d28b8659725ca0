import { expect, test } from 'vitest'
import walkData from '~/demo/data/walk.json'
import { planDay } from '~/demo/load-walk.server'
import { seededRandom } from '~/demo/seeded-random'
import { scansOfDay } from '~/demo/walk-day'
import { databases } from '../setup/databases'
import { campaign, openRegistration } from './support'

const walkers = Array.from({ length: 1_000 }, (_, n) => ({
  card: String(n).padStart(16, '0'),
  level: n % 2 ? '5km' : '10km',
  group: `unit ${n % 60}`,
}))
const day = () => scansOfDay(walkers, seededRandom(1))

test('a made-up day is the same for the same seed, and has what the tenth walk had', () => {
  const scans = day()
  expect(scans).toEqual(day())
  const ofVisitors = scans.filter(({ card }) => !walkers.some((walker) => walker.card === card))
  expect(ofVisitors.length).toBeGreaterThan(5_000)
  expect(ofVisitors.every(({ place }) => /^cp[1-5]$/.test(place))).toBe(true)
  const came = new Set(scans.filter(({ place }) => place === 'start').map(({ card }) => card)).size
  expect(came).toBeGreaterThan(930)
  expect(scans.filter(({ by }) => by === 'photo')).toHaveLength(6)
  const arrivals = scans.map(({ at, sentAfter }) => at + sentAfter)
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
})

test('nine stalls make what the reference says, of more than sixty units', () => {
  expect(walkData.stalls).toHaveLength(9)
  expect(walkData.stalls.reduce((sum, { takenFen }) => sum + BigInt(takenFen), 0n)).toBe(1_680_000n)
  expect(new Set(walkData.units).size).toBeGreaterThanOrEqual(60)
})

test('a day that is replayed has visitors of its own: a card of the tenth walk takes no stamp on another', async () => {
  const open = await databases[0]!.open()
  try {
    await openRegistration(open.db)
    const visitors = async (edition?: number) =>
      new Set((await planDay(open, campaign, edition)).map(({ card }) => card))
    const [tenth, replay] = [await visitors(), await visitors(1)]
    expect(tenth).toEqual(await visitors())
    expect(tenth.size).toBeGreaterThan(1_000)
    expect([...replay].filter((card) => tenth.has(card))).toEqual([])
  } finally {
    await open.drop()
  }
}, 60_000)
