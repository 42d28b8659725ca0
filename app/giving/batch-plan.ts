import type { LineDraft } from './batch-form'
import type { BatchColumn, BatchRowFault } from './batch-list-row'

export type PlannedLine =
  | { line: number; verdict: 'new'; draft: LineDraft }
  /** This row of this very file, or this cheque, is in the batch: passed over. */
  | { line: number; verdict: 'known'; draft: LineDraft }
  | { line: number; verdict: 'error'; column: BatchColumn; reason: BatchRowFault; value: string }

/** What an import would do; counts and sum are of all rows, only the first are listed. */
export interface BatchPlan {
  counts: Record<PlannedLine['verdict'], number>
  sumFen: bigint
  shown: PlannedLine[]
  faults: PlannedLine[]
  hasHeader: boolean
  /** More than a batch may have, with what is in it. */
  tooMany: boolean
  /** Of every row and its verdict: a confirmation of anything else is refused. */
  hash: string
}
export const mostShownLines = 100

export const isBatchReady = ({ counts, tooMany }: Pick<BatchPlan, 'counts' | 'tooMany'>): boolean =>
  counts.new > 0 && counts.error === 0 && !tooMany
