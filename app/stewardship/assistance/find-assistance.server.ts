import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { AssistanceBatch, AssistanceCase } from './assistance'
import { batchColumns, reachOfBatch } from './internal/batch-row.server'

const find = `SELECT ${batchColumns} FROM stewardship_assistance_batch b WHERE b.id = $1::uuid`
const cases = `
  SELECT c.id::text, c.category, c.amount_fen AS "amountFen", c.township, CASE WHEN c.person_key IS NULL THEN 0 ELSE
         (SELECT count(*)::int FROM stewardship_assistance_case o JOIN stewardship_assistance_batch ob ON ob.id = o.batch
           WHERE o.person_key = c.person_key AND o.id <> c.id AND ob.reversed_on IS NULL AND ob.state <> 'dropped') END AS again
    FROM stewardship_assistance_case c WHERE c.batch = $1::uuid ORDER BY c.position`

export interface FoundAssistance {
  batch: AssistanceBatch
  cases: AssistanceCase[]
}

/** One batch with its cases, nobody named; null when there is none within `by`'s reach. */
export async function findAssistance(sql: Sql, by: Actor, id: string): Promise<FoundAssistance | null> {
  if (!isUuid(id)) return null
  const [batch] = await sql.query<AssistanceBatch>(find, [id])
  if (!batch || !can(by, 'assistance.see', reachOfBatch(batch))) return null
  return { batch, cases: await sql.query<AssistanceCase>(cases, [id]) }
}
