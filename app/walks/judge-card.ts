import type { ShownCard } from './card-qr'
import type { codeChecker } from './code-chain'
import type { Roster, RosterWalker } from './roster'
import { readStampCode } from './stamp-code'
import { type CardStamp, flagsOfScan, mergeStamps, readCard, type ScanFlag } from './stamp-rules'
import type { PlanLevel, WalkPlan } from './walk-plan'

/** What the finish desk says to a whole card. `complete`: green; everything else is amber, and a person decides. */
export interface Judgement {
  /** null: a visitor, or a walker that this phone does not know. */
  walker: RosterWalker | null
  stamps: CardStamp[]
  /** Codes that are of no chain of this walk, or forged: they count for nothing. */
  refused: number
  /** The level of registration, or for a visitor the longest that is complete, else the one that lacks least. */
  level: PlanLevel | null
  complete: boolean
  /** Keys of the checkpoints that are missing. */
  missing: string[]
  /** Stamps that a person should look at. */
  flags: { place: string; flag: ScanFlag | 'too-fast' | 'out-of-order' }[]
}

/**
 * Judges a shown card without signal: each code is checked against the plan's anchors, its time set right by how far the
 * showing phone's clock is ahead of this one's, and the same rules are asked as on the server. `known` are stamps of this card
 * that this phone knows of itself (a volunteer's have no code).
 */
export function judgeCard(
  plan: WalkPlan,
  check: ReturnType<typeof codeChecker>,
  roster: Pick<Roster, 'walkers'>,
  shown: ShownCard,
  known: readonly CardStamp[],
  now: number,
): Judgement {
  const aheadMs = shown.shownAt - now
  const flags: Judgement['flags'] = []
  let refused = 0
  const stamps: CardStamp[] = [...known]
  for (const scan of shown.scans) {
    const code = readStampCode(scan.code)
    const checked = code && check(code)
    if (!checked?.ok) {
      refused++
      continue
    }
    const { chain } = checked
    const at = scan.at - aheadMs
    for (const flag of flagsOfScan(plan, {
      place: chain.place,
      at,
      trust: chain.kind,
      code: { chain, step: code!.step },
    }))
      flags.push({ place: chain.place, flag })
    stamps.push({ place: chain.place, at, trust: chain.kind })
  }
  const merged = mergeStamps(plan, stamps)
  const reading = readCard(plan, merged)
  const walker = roster.walkers.find(({ card }) => card === shown.card) ?? null
  const lacking = (level: PlanLevel) => reading.levels.find(({ key }) => key === level.key)!.missing
  const level = walker
    ? (plan.levels.find(({ key }) => key === walker.level) ?? null)
    : ([...plan.levels].sort((a, b) => lacking(a).length - lacking(b).length || b.km - a.km)[0] ?? null)
  const missing = level ? lacking(level) : []
  return {
    walker,
    stamps: reading.stamps,
    refused,
    level,
    complete: level !== null && missing.length === 0,
    missing,
    flags: [...flags, ...reading.flags],
  }
}
