import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** SQL: the end of the day `$1` in Asia/Shanghai, for the checks of every room. */
export const endOfDay = `(($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`

/** `fine`; `warns`: may be closed, what comes later is an adjustment; `blocks`: closing is refused with the check's name. */
export type PeriodLevel = 'fine' | 'warns' | 'blocks'

/** Whatever may stand before closing a period, in whichever room it is looked at: stable reason codes, each with words of its own. */
export type PeriodCheckName =
  | 'unsealed-left'
  | 'books-faulty'
  | 'holds-open'
  | 'holds-kept'
  | 'payments-pending'
  | 'events-unmatched'
  | 'not-reconciled'
  | 'takings-uncounted'
  | 'bank-unmatched'
  | 'batches-uncounted'
  | 'cheques-uncleared'
  | 'refunds-unpaid'
  | 'matches-held'

export interface PeriodFinding {
  check: PeriodCheckName
  level: PeriodLevel
  /** How many things of the period are meant; 0 where nothing is counted. */
  count: number
  /** The instant that the check looked at, where it is about one. */
  at: Date | null
}

/**
 * One thing that should be settled before the days up to and including `through` are closed. The ledger knows its own seal;
 * what else a federation settles first is handed in by wiring. Must be quick: by index, whatever the books hold.
 */
export interface PeriodCheck {
  /** Stable; the reason code when it blocks. */
  name: PeriodCheckName
  look(sql: Sql, through: Day): Promise<Omit<PeriodFinding, 'check'>>
}
