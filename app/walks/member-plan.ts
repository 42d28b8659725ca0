import type { MemberColumn, MemberFault, MemberRow } from './member-row'

export type PlannedMember =
  | { line: number; verdict: 'new'; member: MemberRow }
  /** Registered with the unit already: passed over, so that a longer list can be imported again. */
  | { line: number; verdict: 'known'; member: MemberRow }
  | { line: number; verdict: 'error'; column: MemberColumn | 'answer'; reason: MemberFault; value: string }

/** What an import would do; counts are of all rows, only the first are listed. */
export interface MemberPlan {
  counts: Record<PlannedMember['verdict'], number>
  shown: PlannedMember[]
  faults: PlannedMember[]
  hasHeader: boolean
  /** Levels that have fewer places left than the list needs: nobody is imported then. */
  full: { level: string; needs: number; left: number }[]
  /** The unit would have more members than the walk allows one: how many it has, and may have. Nobody is imported then. */
  over: { has: number; most: number } | null
  /** Of every row and its verdict. */
  hash: string
}
export const mostShown = 100
export const mostMembers = 5_000

/** Whether it can be confirmed: somebody new, nothing to mend, room for all, and not more than a unit may bring. */
export const isReady = ({ counts, full, over }: Pick<MemberPlan, 'counts' | 'full' | 'over'>): boolean =>
  counts.new > 0 && counts.error === 0 && full.length === 0 && over === null
