import type { AssistanceFault, CaseDraft } from './assistance'

/** The columns of a list of cases, in the order in which a list without a header has them. */
export const caseColumns = ['township', 'category', 'name', 'idNumber', 'amount'] as const
export type CaseColumn = (typeof caseColumns)[number]

/** `again`: the same number stands in the list twice, or in a batch that was paid or waits to be. A person says whether that is right. */
export type PlannedCase =
  | { line: number; verdict: 'new' | 'again'; draft: CaseDraft }
  | { line: number; verdict: 'error'; column: CaseColumn; reason: AssistanceFault; value: string }

/** What an import would do; counts and sum are of all rows, only the first are listed. */
export interface CasePlan {
  counts: Record<PlannedCase['verdict'], number>
  sumFen: bigint
  shown: PlannedCase[]
  faults: PlannedCase[]
  hasHeader: boolean
  /** Of every row and its verdict: a confirmation of anything else is refused. */
  hash: string
}
export const mostShown = 100

/** Whether it can be confirmed: there are cases, and nothing to mend. */
export const isReady = ({ counts }: Pick<CasePlan, 'counts'>): boolean =>
  counts.new + counts.again > 0 && counts.error === 0

export const caseListLimits = { rows: 2_001, unpackedBytes: 16 * 1024 * 1024 } as const
