import type { TicketColumn, TicketDraft, TicketRowFault } from './ticket-row'

/** Why a ticket does not fit what the books say. */
export type TicketMisfit =
  | 'unknown-gift'
  | 'not-confirmed'
  | 'all-refunded'
  | 'amount-differs'
  | 'gift-has-other'
  | 'number-used'
  | 'gift-twice'
  | 'number-twice'

export type PlannedTicket =
  | { line: number; verdict: 'new'; giftId: string; draft: TicketDraft }
  /** The very same ticket is recorded: passed over, so that a file can be imported again. */
  | { line: number; verdict: 'known'; giftId: string; draft: TicketDraft }
  | {
      line: number
      verdict: 'error'
      column: TicketColumn
      reason: TicketRowFault | TicketMisfit
      value: string
      /** Of an amount that differs: what the gift came to. */
      expectedFen?: bigint
    }

/** What an import would do; counts are of all rows, only the first are listed. */
export interface TicketPlan {
  counts: Record<PlannedTicket['verdict'], number>
  shown: PlannedTicket[]
  faults: PlannedTicket[]
  hasHeader: boolean
  /** Of every row and its verdict: a confirmation of anything else is refused. */
  hash: string
}
export const mostShown = 100

/** Whether it can be confirmed: something new, and nothing to mend. */
export const isReady = ({ counts }: Pick<TicketPlan, 'counts'>): boolean =>
  counts.new > 0 && counts.error === 0
