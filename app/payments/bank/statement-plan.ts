import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { NamedLine, ReadStatement } from './read-statement.server'

export interface PlannedLine
  extends Pick<NamedLine, 'line' | 'day' | 'amountFen' | 'counterparty' | 'remark' | 'bankRef'> {
  /** `known`: it came with another file. */
  verdict: 'new' | 'known'
}

/** What keeping a statement would do. Only the first lines are listed; counts and sums are of all. */
export interface StatementPlan extends ReadStatement {
  newLines: number
  knownLines: number
  newCreditFen: Fen
  newDebitFen: Fen
  newCredits: number
  newDebits: number
  /** The statement just before this one ended with another balance than this one begins with: a file may be missing. */
  gap: { day: Day; closingFen: Fen } | null
  shown: PlannedLine[]
  /** Of every line and its verdict: a confirmation of anything else is refused. 64 hex digits. */
  hash: string
}
export const mostLinesShown = 100
