import type { Sql } from '~/platform/db.server'
import type { EntryInput } from './entry'

const postAll = `
  SELECT x.key, p.entry_id AS "entryId"
    FROM jsonb_to_recordset($1::jsonb) AS x (source text, key text, kind text, "on" date, channel text, lines jsonb),
    LATERAL (SELECT array_agg(l.a ->> 0 ORDER BY n) AS accounts, array_agg(l.a ->> 1 ORDER BY n) AS funds,
                    array_agg(l.a ->> 2 ORDER BY n) AS campaigns, array_agg((l.a ->> 3)::bigint ORDER BY n) AS amounts
               FROM jsonb_array_elements(x.lines) WITH ORDINALITY AS l (a, n)) l,
    LATERAL ledger_post(x.source, x.key, x.kind, x.on, x.channel, '', NULL, NULL, l.accounts, l.funds, l.campaigns, l.amounts) p`

export type ManyEntries = Omit<EntryInput, 'memo' | 'donorCommitment'>

/**
 * Posts many entries in one round trip, with the rules of `postEntry`; answers each one's id by its key. For what comes by the
 * thousand. Any refusal throws: the caller must roll back.
 */
export async function postEntries(sql: Sql, inputs: readonly ManyEntries[]): Promise<Map<string, bigint>> {
  const rows = inputs.map(({ source, key, kind, occurredOn, channel, lines }) => ({
    source,
    key,
    kind,
    on: occurredOn,
    channel,
    lines: lines.map((l) => [l.account, l.fund, l.campaign ?? null, String(l.amountFen)]),
  }))
  const posted = await sql.query<{ key: string; entryId: bigint }>(postAll, [JSON.stringify(rows)])
  return new Map(posted.map(({ key, entryId }) => [key, entryId]))
}
