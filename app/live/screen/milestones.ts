import type { Fen } from '~/money/fen'

/** A mark on the way: a tenth of the goal (1 = 10 %, 10 = reached, up to 20 = twice the goal), or a round sum. */
export type Milestone = { kind: 'tenth'; tenth: number } | { kind: 'sum'; fen: Fen; place: number }

/** 1, 2 and 5 times powers of ten from ¥10,000 to ¥100,000,000: smaller sums would be celebrated all morning. */
export const roundSums: readonly Fen[] = [4, 5, 6, 7]
  .flatMap((zeros) => [1n, 2n, 5n].map((n) => n * 10n ** BigInt(zeros) * 100n))
  .concat(10n ** 8n * 100n)

const mostTenths = 20

/** Whole tenths of the goal that have arrived; 0 without a goal and below nothing. */
export function tenthsOf(confirmed: Fen, goal: Fen | null): number {
  if (goal === null || goal <= 0n || confirmed <= 0n) return 0
  const tenths = (confirmed * 10n) / goal
  return tenths < mostTenths ? Number(tenths) : mostTenths
}

const sumsReached = (confirmed: Fen): number => roundSums.filter((sum) => sum <= confirmed).length

/**
 * What is celebrated when the most that ever stood on this screen has grown from `highest` to `confirmed`: of each kind
 * only the farthest, and one where both mean the same sum. A page that has just been opened takes what had arrived by
 * then for its highest: what lies below was celebrated already, and nothing needs to be remembered.
 */
export function milestonesPassed(highest: Fen, confirmed: Fen, goal: Fen | null): Milestone[] {
  const passed: Milestone[] = []
  const tenth = tenthsOf(confirmed, goal)
  if (tenth > tenthsOf(highest, goal)) passed.push({ kind: 'tenth', tenth })
  const place = sumsReached(confirmed)
  const fen = roundSums[place - 1]
  const sameSum =
    passed.length > 0 && goal !== null && fen !== undefined && fen * 10n === goal * BigInt(tenth)
  if (fen !== undefined && place > sumsReached(highest) && !sameSum) passed.push({ kind: 'sum', fen, place })
  return passed
}
