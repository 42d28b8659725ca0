import type { Fen } from '~/money/fen'
import type { Totals } from '../totals'
import { type Milestone, milestonesPassed } from './milestones'
import type { ScreenNow } from './screen-now'

/** Figures move no faster than this: at five gifts a second they would never stand still to be read. */
export const calmMs = 1_500
const joyMs = 12_000
const fellMs = 20_000

/** What has been heard of the server, by the feed and by asking. */
export interface Heard {
  now: ScreenNow
  totals: Totals
  /** Whether the last question was answered; null before the first. */
  live: boolean | null
}

/** What stands on the screen. Every time in it is the page's own clock, ms. */
export interface ScreenState extends Heard {
  movedAt: number
  /** The most that has stood here as arrived. */
  highest: Fen
  /** The first is being celebrated, the others wait for their turn. */
  joys: readonly Milestone[]
  joyEnds: number
  /** What was refunded a moment ago; null when it has been said long enough. */
  fell: Fen | null
  fellEnds: number
}

export const openingState = (now: ScreenNow): ScreenState => ({
  ...{ now, totals: now.totals, live: null },
  movedAt: Number.NEGATIVE_INFINITY,
  highest: BigInt(now.totals.confirmedFen),
  ...{ joys: [], joyEnds: 0, fell: null, fellEnds: 0 },
})

/** What stands on the screen at `at`; the same object when nothing has changed, so that nothing is drawn anew. */
export function nextState(before: ScreenState, heard: Heard, at: number): ScreenState {
  let state = before
  if (state.joys.length > 0 && at >= state.joyEnds)
    state = { ...state, joys: state.joys.slice(1), joyEnds: at + joyMs }
  if (state.fell !== null && at >= state.fellEnds) state = { ...state, fell: null }
  if (heard.now !== state.now || heard.live !== state.live)
    state = { ...state, now: heard.now, live: heard.live }
  if (heard.totals !== state.totals && at >= state.movedAt + calmMs) state = moved(state, heard.totals, at)
  return state
}

function moved(before: ScreenState, totals: Totals, at: number): ScreenState {
  const state = { ...before, totals, movedAt: at }
  const confirmed = BigInt(totals.confirmedFen)
  const refunded = BigInt(totals.refundedFen) - BigInt(before.totals.refundedFen)
  if (refunded > 0n) Object.assign(state, { fell: (before.fell ?? 0n) + refunded, fellEnds: at + fellMs })
  if (confirmed <= before.highest) return state
  const goal = before.now.campaign.goalFen
  const passed = milestonesPassed(before.highest, confirmed, goal === null ? null : BigInt(goal))
  state.highest = confirmed
  if (passed.length === 0) return state
  if (before.joys.length === 0) state.joyEnds = at + joyMs
  const [shown, ...waiting] = before.joys
  // Of each kind one waits at most: the farthest.
  const kept = waiting.filter((joy) => !passed.some((newer) => newer.kind === joy.kind))
  state.joys = [...(shown ? [shown] : []), ...kept, ...passed]
  return state
}
