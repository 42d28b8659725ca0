import type { Fen } from '~/money/fen'

const roundSteps = [10n, 12n, 15n, 20n, 25n, 30n, 40n, 50n, 60n, 80n, 100n]

/** The smallest round sum (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 × 10ⁿ yuan) that is at least `fen`; at least ¥1,000. */
export function roundAbove(fen: Fen): Fen {
  let unit = 10_000n // a tenth of ¥1,000
  while (unit * 100n < fen) unit *= 10n
  return unit * roundSteps.find((step) => unit * step >= fen)!
}

export interface LatticeScale {
  /** Where the window ends on the right. */
  topFen: Fen
  /** Where the goal stands in percent of the window; nothing without a goal. */
  goalAt?: number
  /** Width of what arrived and of what waits, in percent of the window. */
  confirmedAt: number
  pendingAt: number
  /** What arrived in percent of the goal, rounded down: 100.0 is shown only when it is reached. */
  ofGoal?: string
}

const percent = (part: Fen, whole: Fen) => Number((part * 100_00n) / whole) / 100
const atLeastZero = (fen: Fen) => (fen < 0n ? 0n : fen)

/**
 * The scale ends at the goal while the goal holds everything; past it the scale grows to the next round sum
 * and the goal stays marked inside, so that a full window never hides how far it went.
 */
export function latticeScale(confirmed: Fen, pending: Fen, goal?: Fen | null): LatticeScale {
  const arrived = atLeastZero(confirmed)
  const waiting = atLeastZero(pending)
  const total = arrived + waiting
  const hasGoal = goal != null && goal > 0n
  const topFen = hasGoal && total <= goal ? goal : roundAbove(total)
  const tenths = hasGoal ? (arrived * 1000n) / goal : 0n
  return {
    topFen,
    goalAt: hasGoal ? percent(goal, topFen) : undefined,
    confirmedAt: percent(arrived, topFen),
    pendingAt: percent(waiting, topFen),
    ofGoal: hasGoal ? `${tenths / 10n}.${tenths % 10n}%` : undefined,
  }
}
