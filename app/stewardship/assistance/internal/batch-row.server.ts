import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

export interface BatchRow {
  id: string
  project: string
  fund: string
  paidOn: Day
  state: 'open' | 'paid' | 'dropped'
  /** For the second person: to be paid, or to be taken back. */
  waiting: boolean
  entryId: bigint | null
  reversedOn: Day | null
}
/** SQL: whether batch `b` waits for the second person. */
export const waitsForSecond = `
  EXISTS (SELECT FROM identity_proposal p WHERE p.subject_kind = 'assistance' AND p.subject_id = b.id::text AND p.state = 'waiting')`
const find = `
  SELECT b.id::text, b.project, b.fund, b.paid_on AS "paidOn", b.state, b.entry_id AS "entryId", b.reversed_on AS "reversedOn",
         ${waitsForSecond} AS waiting
    FROM stewardship_assistance_batch b WHERE b.id = $1::uuid`

/** A batch as verbs need it; with `lock` it is held to the end of the transaction. Null when there is none. */
export async function batchRow(sql: Sql, id: string, lock: 'lock' | 'look'): Promise<BatchRow | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<BatchRow>(lock === 'lock' ? `${find} FOR UPDATE OF b` : find, [id])
  return row ?? null
}

/** By what rights over a batch are judged. */
export const reachOfBatch = (batch: { fund: string } | null) => ({ fund: batch?.fund })

/** SQL: batch `b` as `AssistanceBatch`. */
export const batchColumns = `
  b.id::text, b.project, b.fund, b.title, b.paid_on AS "paidOn", b.entered_name AS "enteredByName", b.note, b.reversed_on AS "reversedOn",
  b.created_at AS "createdAt",
  CASE WHEN b.reversed_on IS NOT NULL THEN 'taken-back' WHEN b.state = 'open' AND ${waitsForSecond} THEN 'proposed' ELSE b.state END AS state,
  (SELECT count(*)::int FROM stewardship_assistance_case c WHERE c.batch = b.id) AS cases,
  (SELECT coalesce(sum(amount_fen), 0)::bigint FROM stewardship_assistance_case c WHERE c.batch = b.id) AS "amountFen"`
