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
  /** Of every row and its verdict. */
  hash: string
}
export const mostShown = 100
export const mostMembers = 5_000

/** Whether it can be confirmed: somebody new, nothing to mend, and room for all. */
export const isReady = ({ counts, full }: Pick<MemberPlan, 'counts' | 'full'>): boolean =>
  counts.new > 0 && counts.error === 0 && full.length === 0
