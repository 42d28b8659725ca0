import type { Sql } from '~/platform/db.server'

/** Where an entry stands in the public log; null while it waits for the seal. */
export async function findLeafIndex(sql: Sql, entryId: bigint): Promise<bigint | null> {
  const [row] = await sql.query<{ index: bigint }>('SELECT index FROM ledger_leaf WHERE entry_id = $1', [
    entryId,
  ])
  return row?.index ?? null
}
