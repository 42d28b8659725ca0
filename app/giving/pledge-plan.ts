import type { PledgeDraft } from './pledge-form'
import type { PledgeColumn, PledgeRowFault } from './pledge-row'

export type PlannedPledge =
  | { line: number; verdict: 'new'; draft: PledgeDraft }
  /** Promised already, and not withdrawn: passed over, so that a longer list can be imported again. */
  | { line: number; verdict: 'known'; draft: PledgeDraft }
  | { line: number; verdict: 'error'; column: PledgeColumn; reason: PledgeRowFault; value: string }

/** What an import would do; counts and sum are of all rows, only the first are listed. */
export interface PledgePlan {
  counts: Record<PlannedPledge['verdict'], number>
  /** Of the new ones. */
  sumFen: bigint
  shown: PlannedPledge[]
  faults: PlannedPledge[]
  hasHeader: boolean
  /** Of every row and its verdict: a confirmation of anything else is refused. */
  hash: string
}
export const mostShown = 100

/** Whether it can be confirmed: something new, and nothing to mend. */
export const isReady = ({ counts }: Pick<PledgePlan, 'counts'>): boolean =>
  counts.new > 0 && counts.error === 0
