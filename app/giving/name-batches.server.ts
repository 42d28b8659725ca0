import type { Sql } from '~/platform/db.server'

const name = `
  SELECT p.id::text AS id, b.id::text AS batch, b.place FROM identity_proposal p JOIN giving_batch b ON b.id::text = p.payload ->> 'batchId'
   WHERE p.action IN ('offline.count', 'offline.reverse') AND p.id = ANY ($1::uuid[])`

/** What proposals about cash and cheques are about, by the proposal's id: the batch; others are left out. */
export async function nameBatches(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, { batch: string; place: string }>> {
  const rows = await sql.query<{ id: string; batch: string; place: string }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(rows.map(({ id, ...batch }) => [id, batch]))
}
