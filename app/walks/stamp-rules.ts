import { type PublicChain, windowOf } from './code-chain'
import type { PlanLevel, WalkPlan } from './walk-plan'

/** How sure we are that the card was there: a poster can be photographed, a volunteer sees the walker. */
export type Trust = 'static' | 'page' | 'rotating' | 'volunteer'

/** One scan as the rules see it. Times in milliseconds since 1970, by the server's clock as well as it is known. */
export interface SeenScan {
  place: string
  at: number
  trust: Trust
  /** The code's chain and step; none when a volunteer stamped the card. */
  code?: { chain: PublicChain; step: number }
  /** How far the phone's clock was off, phone minus server; unknown on a phone that has not asked yet. */
  offsetMs?: number
}

/** What a person should look at. Nothing here takes a stamp away. */
export type ScanFlag =
  | 'code-early'
  | 'code-late'
  | 'place-closed'
  | 'clock-off'
  | 'another-day'
  | 'code-revoked'
  | 'pass-over'
export type CardFlag = 'too-fast' | 'out-of-order'

/** Phones and volunteers' tablets are a little off; whoever scans a page as it is turned is honest. */
const slackMs = 2 * 60_000
/** A page may be turned late. */
const pageSlackMs = 10 * 60_000
/** The place may open early for whoever stands there. */
const placeSlackMs = 30 * 60_000
/** A phone's clock that is further off than this is pointed out. */
export const clockOffMinutes = 10
const dayMs = 86_400_000

/** Whether a moment lies in the walk's day, by the clock of Asia/Shanghai. */
function isOnDay({ day }: Pick<WalkPlan, 'day'>, at: number): boolean {
  const dayStart = startOf(day)
  return at >= dayStart && at < dayStart + dayMs
}
let lastRead = { day: '', start: Number.NaN }
/** All scans of a walk ask for the same day. */
function startOf(day: string): number {
  if (day !== lastRead.day) lastRead = { day, start: Date.parse(`${day}T00:00:00+08:00`) }
  return lastRead.start
}

/** What is unlikely about a single scan. */
export function flagsOfScan(plan: WalkPlan, scan: SeenScan): ScanFlag[] {
  const flags: ScanFlag[] = []
  if (!isOnDay(plan, scan.at)) flags.push('another-day')
  if (scan.code && scan.trust !== 'static') {
    const { from, until } = windowOf(scan.code.chain, scan.code.step)
    const slack = scan.trust === 'page' ? pageSlackMs : slackMs
    if (scan.at < from - slack) flags.push('code-early')
    if (scan.at >= until + slack) flags.push('code-late')
    const { revokedAt } = scan.code.chain
    if (revokedAt !== undefined && until > revokedAt) flags.push('code-revoked')
  }
  const place = plan.places.find(({ key }) => key === scan.place)
  if (place && (scan.at < place.opensAt - placeSlackMs || scan.at >= place.closesAt + placeSlackMs))
    flags.push('place-closed')
  if (scan.offsetMs !== undefined && Math.abs(scan.offsetMs) > clockOffMinutes * 60_000)
    flags.push('clock-off')
  return flags
}

export interface CardStamp {
  place: string
  at: number
  trust: Trust
  /** A person decided that it does not count. It is kept. */
  voided?: boolean
}

const trustOrder: readonly Trust[] = ['volunteer', 'rotating', 'page', 'static']

/**
 * Which of two scans of one card at one place is its stamp: what lies in the walk's day before what does not, then the one to
 * trust more, then the earlier. One total order, the same in any order of arrival: whoever has seen a card's code and a poster
 * takes nothing from a volunteer's stamp, whatever time they claim.
 */
export function isBetterStamp(plan: Pick<WalkPlan, 'day'>, one: CardStamp, other: CardStamp): boolean {
  const [oneOnDay, otherOnDay] = [isOnDay(plan, one.at), isOnDay(plan, other.at)]
  if (oneOnDay !== otherOnDay) return oneOnDay
  const surer = trustOrder.indexOf(one.trust) - trustOrder.indexOf(other.trust)
  return surer !== 0 ? surer < 0 : one.at < other.at
}

/** One stamp for each place: a set union, whatever came twice, late or in disorder. Earliest first. */
export function mergeStamps(plan: Pick<WalkPlan, 'day'>, scans: readonly CardStamp[]): CardStamp[] {
  const byPlace = new Map<string, CardStamp>()
  for (const scan of scans) {
    const held = byPlace.get(scan.place)
    if (!held || isBetterStamp(plan, scan, held)) byPlace.set(scan.place, scan)
  }
  return [...byPlace.values()].sort((a, b) => a.at - b.at || (a.place < b.place ? -1 : 1))
}

export interface CardReading {
  /** Stamps of checkpoints, without start and finish. */
  stamps: CardStamp[]
  startedAt: number | null
  finishedAt: number | null
  /** How sure that is: whoever photographed the finish's poster can scan it from anywhere. */
  finishedBy: Trust | null
  last: CardStamp | null
  /** Keys of the levels that are complete, and what is still missing of each. */
  levels: { key: string; complete: boolean; missing: string[] }[]
  flags: { place: string; flag: CardFlag }[]
}

/**
 * What a card's merged stamps say. A level is complete with all its checkpoints, in whatever order: an order that is fixed is
 * watched (`out-of-order`), and never takes a stamp away. A checkpoint sooner after another than the walk's least time is
 * `too-fast`. Started: the start gate, or the first stamp. Finished: the finish gate. What a person voided counts for nothing.
 */
export function readCard(plan: WalkPlan, kept: readonly CardStamp[]): CardReading {
  const merged = kept.filter(({ voided }) => !voided)
  const kindOf = new Map(plan.places.map(({ key, kind }) => [key, kind]))
  const stamps = merged.filter(({ place }) => kindOf.get(place) === 'checkpoint')
  const gate = (kind: string) => merged.find(({ place }) => kindOf.get(place) === kind)
  const order = plan.places.filter(({ kind }) => kind === 'checkpoint').map(({ key }) => key)
  const flags: CardReading['flags'] = []
  for (const [n, stamp] of stamps.entries()) {
    const earlier = stamps[n - 1]
    if (!earlier) continue
    if (stamp.at - earlier.at < plan.leastMinutesApart * 60_000)
      flags.push({ place: stamp.place, flag: 'too-fast' })
    if (plan.stampOrder === 'fixed' && order.indexOf(stamp.place) < order.indexOf(earlier.place))
      flags.push({ place: stamp.place, flag: 'out-of-order' })
  }
  const have = new Set(stamps.map(({ place }) => place))
  const missingOf = ({ needs }: PlanLevel) => needs.filter((key) => !have.has(key))
  return {
    stamps,
    startedAt: gate('start')?.at ?? merged[0]?.at ?? null,
    finishedAt: gate('finish')?.at ?? null,
    finishedBy: gate('finish')?.trust ?? null,
    last: merged.at(-1) ?? null,
    levels: plan.levels.map((level) => {
      const missing = missingOf(level)
      return { key: level.key, complete: missing.length === 0, missing }
    }),
    flags,
  }
}

/** Where to go next: the first missing checkpoint of the level in the organiser's order, or null when none is missing. */
export function nextPlace(plan: WalkPlan, reading: CardReading, level: string): string | null {
  const missing = reading.levels.find(({ key }) => key === level)?.missing ?? []
  return plan.places.find(({ key }) => missing.includes(key))?.key ?? null
}
