import type { Sql } from '~/platform/db.server'

export interface ProviderHealth {
  lastWebhook: Date | null
  /** Of open alerts that tell of a webhook refused or an event that could not be settled. */
  lastFailed: Date | null
  failed: number
  lastReconciled: Date | null
  healed: number
}

/** What payment providers told us last, what failed, and since when all of their own lists have been read. One statement. */
export async function readProviderHealth(sql: Sql, providers: readonly string[]): Promise<ProviderHealth> {
  const [row] = await sql.query<
    Omit<ProviderHealth, 'healed' | 'failed'> & { healed: bigint; failed: bigint }
  >(
    `SELECT (SELECT max(received_at) FROM (SELECT received_at FROM payments_event WHERE via = 'webhook'
                ORDER BY received_at DESC LIMIT 1) e) AS "lastWebhook",
            max(a.last_seen_at) AS "lastFailed", count(a.id)::bigint AS failed,
            (SELECT min(c.last_run_at) FROM payments_cursor c WHERE c.provider = ANY ($1::text[])
              HAVING count(c.last_run_at) = cardinality($1::text[])) AS "lastReconciled",
            coalesce((SELECT sum(healed) FROM payments_cursor WHERE provider = ANY ($1::text[])), 0)::bigint AS healed
       FROM platform_alert a WHERE a.resolved_at IS NULL
        AND a.kind IN ('webhook-signature', 'webhook-payload', 'event-not-settled', 'ledger-key-reused')`,
    [providers],
  )
  return { ...row!, healed: Number(row!.healed), failed: Number(row!.failed) }
}
