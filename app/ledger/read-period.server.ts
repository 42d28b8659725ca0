import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface Period {
  /** Last closed day (Asia/Shanghai); null while none is. */
  closedThrough: Day | null
  /** The oldest day that could be closed next: after the last closed one, or the books' first. Null in empty books. */
  firstOpen: Day | null
}

const read = `
  SELECT c.through AS "closedThrough",
         coalesce(c.through + 1, (SELECT min(occurred_on) FROM ledger_entry)) AS "firstOpen"
    FROM (SELECT max(closed_through) AS through FROM ledger_period_close) c`

/** Through which day the books are closed. */
export async function readPeriod(sql: Sql): Promise<Period> {
  const [row] = await sql.query<Period>(read)
  return row!
}
