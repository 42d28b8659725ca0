import type { Fund, FundFacts } from './fund'
import type { FundColumn, FundFault } from './fund-row'

export type PlannedRow =
  | { line: number; verdict: 'new' | 'same'; fund: Fund & FundFacts }
  /** There is a fund with this slug and other facts: a list opens funds, it never changes them. */
  | { line: number; verdict: 'differs'; fund: Fund & FundFacts; columns: FundColumn[] }
  | { line: number; verdict: 'error'; column: FundColumn; reason: FundFault; value: string }

/** What an import would do. Only rows that are worth reading are listed; the counts are of all. */
export interface FundImportPlan {
  counts: Record<PlannedRow['verdict'], number>
  /** The first rows, at most `mostShown`, in the file's order. */
  shown: PlannedRow[]
  /** The first rows that keep the import from happening, at most `mostShown`. */
  faults: PlannedRow[]
  hasHeader: boolean
  /** Of every row and its verdict: a confirmation of anything else is refused. 64 hex digits. */
  hash: string
}
export const mostShown = 300

/** Whether it can be confirmed: there is something to do, and nothing that must be mended first. */
export const isReady = ({ counts }: Pick<FundImportPlan, 'counts'>) =>
  counts.new > 0 && counts.error === 0 && counts.differs === 0
