import { lettersOf } from '~/platform/code-letters'
import type { SeededRandom } from './seeded-random'

/** One scan of the made-up day. */
export interface DayScan {
  card: string
  place: string
  /** Seconds after midnight in Asia/Shanghai. */
  at: number
  /** What was read; or a volunteer stamped the card. A photo is used an hour late. */
  by: 'poster' | 'page' | 'photo' | 'volunteer'
  /** Seconds until the phone found signal. */
  sentAfter: number
}

export interface DayWalker {
  card: string
  level: string
  /** Whoever walks together starts together. */
  group: string
}

const hour = 3_600
const checkpoints = ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'] as const
/** Cards of people who never registered: they make most of the stamps. */
const visitorCards = 1_920
const photosUsedLate = 6
const sentByFriends = 4

/** Which checkpoints a level asks for. */
const wayOf = (level: string): readonly string[] => (level === '5km' ? checkpoints.slice(0, 3) : checkpoints)

/** In the forest there is hardly any signal: most phones send late, a few very late. */
const delay = (random: SeededRandom) =>
  random.next() < 0.4
    ? random.whole(1, 20)
    : random.next() < 0.9
      ? random.whole(60, 2_400)
      : random.whole(2_400, 9_000)

/** Registered walkers: 19 of 20 come, nearly all come back, most complete their level. */
function walkersOf(walkers: readonly DayWalker[], random: SeededRandom): DayScan[] {
  const startOf = new Map<string, number>()
  return walkers.flatMap(({ card, level, group }) => {
    if (!startOf.has(group)) startOf.set(group, 8.6 * hour + random.whole(0, 1.5 * hour))
    if (random.next() < 0.035) return []
    let at = Math.round(startOf.get(group)!) + random.whole(0, 420)
    const scans: DayScan[] = [{ card, place: 'start', at, by: 'volunteer', sentAfter: delay(random) }]
    const givesUp = random.next() < 0.03
    for (const place of wayOf(level)) {
      at += random.whole(540, 1_500)
      if (givesUp && random.next() < 0.5) return scans
      if (random.next() < 0.04) continue
      const by = random.next() < 0.08 ? 'volunteer' : random.next() < 0.7 ? 'page' : 'poster'
      scans.push({ card, place, at, by, sentAfter: delay(random) })
    }
    at += random.whole(600, 1_500)
    if (!givesUp) scans.push({ card, place: 'finish', at, by: 'volunteer', sentAfter: delay(random) })
    return scans
  })
}

/** Anonymous cards: one to five checkpoints, from any of them on. */
function visitorsOf(random: SeededRandom): DayScan[] {
  return Array.from({ length: visitorCards }, () => {
    const card = lettersOf(Uint8Array.from({ length: 10 }, () => random.whole(0, 255)))
    let at = 9 * hour + random.whole(0, 4.2 * hour)
    const [first, stamps] = [random.whole(0, 4), random.one([1, 2, 2, 3, 3, 3, 4, 5])]
    return Array.from({ length: stamps }, (_, n): DayScan => {
      const place = checkpoints[(first + n) % 5]!
      const scan: DayScan = {
        card,
        place,
        at,
        by: random.next() < 0.6 ? 'page' : 'poster',
        sentAfter: delay(random),
      }
      at += random.whole(420, 1_300)
      return scan
    }).filter((scan) => scan.at < 15 * hour)
  }).flat()
}

/** Every scan of the day, in the order in which they reach the server; the same for the same cards and seed. */
export function scansOfDay(walkers: readonly DayWalker[], random: SeededRandom): DayScan[] {
  const visitors = visitorsOf(random)
  const pages = visitors.filter(({ by, at }) => by === 'page' && at > 11 * hour)
  for (const scan of pages.slice(0, photosUsedLate)) scan.by = 'photo'
  // A friend sends on a code: two checkpoints within a minute.
  for (let n = 0; n < sentByFriends; n++) {
    const [one, next] = [visitors[n * 90]!, visitors[n * 90 + 1]!]
    if (one.card === next.card) next.at = one.at + 45
  }
  const scans = [...walkersOf(walkers, random), ...visitors]
  return scans.sort((a, b) => a.at + a.sentAfter - (b.at + b.sentAfter))
}
