import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** An entry that came too late for its own day. */
export interface Adjustment {
  entryId: string
  /** The day that it is about, closed by then. */
  adjustsOn: Day
  /** The first open day, on which it was posted. */
  occurredOn: Day
  kind: string
}

/** The newest entries that were posted as adjustments of closed days, by index. */
export const listAdjustments = (sql: Sql, limit = 10): Promise<Adjustment[]> =>
  sql.query<Adjustment>(
    `SELECT id::text AS "entryId", adjusts_on AS "adjustsOn", occurred_on AS "occurredOn", kind FROM ledger_entry
      WHERE adjusts_on IS NOT NULL ORDER BY id DESC LIMIT $1`,
    [limit],
  )
