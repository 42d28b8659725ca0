import type { Sql } from '~/platform/db.server'

const asked = `
  SELECT p.subject_id AS id FROM identity_proposal p
   WHERE p.action = 'offline.reverse' AND p.subject_kind = 'batch-line' AND p.state = 'waiting' AND p.payload ->> 'batchId' = $1`

/** Lines of a batch whose reversal waits for another person. */
export const listAskedReversals = async (sql: Sql, batchId: string): Promise<string[]> =>
  (await sql.query<{ id: string }>(asked, [batchId])).map(({ id }) => id)
