import type { Sql } from '~/platform/db.server'
import { loadHead } from './internal/log-store.server'
import type { LogHead } from './projection'

/** How far the log is sealed: tree size, RFC 6962 root, time of the last seal. */
export async function readHead(sql: Sql): Promise<LogHead> {
  return (await loadHead(sql)).head
}

const lag = `
  SELECT count(*)::bigint AS waiting,
         coalesce(extract(epoch FROM clock_timestamp() - min(e.posted_at)) * 1000, 0)::bigint AS "oldestMs"
  FROM (SELECT entry_id FROM ledger_unsealed ORDER BY entry_id LIMIT 10000) q
  JOIN ledger_entry e ON e.id = q.entry_id`

/** What waits for the seal: number of entries (counted up to 10,000) and age of the oldest in milliseconds. */
export async function readSealerLag(sql: Sql): Promise<{ waiting: bigint; oldestMs: bigint }> {
  const [row] = await sql.query<{ waiting: bigint; oldestMs: bigint }>(lag)
  return row!
}
