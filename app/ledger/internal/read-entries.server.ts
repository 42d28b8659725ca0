import type { Sql } from '~/platform/db.server'
import type { AccountType, EntryKind, StoredEntry, StoredLine } from '../entry'

/** A line together with what the chart says about its account. */
export interface ChartedLine extends StoredLine {
  type: AccountType
  raised: boolean
}
export type ReadEntry = StoredEntry<ChartedLine> & { reversesKind: EntryKind | null }

type EntryRow = Omit<ReadEntry, 'lines'>
type LineRow = ChartedLine & { entryId: bigint }

// LATERAL with OFFSET 0 is a fence: each id is looked up by its index however stale the planner's figures are.
const entriesById = `
  SELECT e.* FROM unnest($1::bigint[]) WITH ORDINALITY AS q (id, n) CROSS JOIN LATERAL (
    SELECT e.id, e.source, e.key, e.kind, e.occurred_on AS "occurredOn", e.adjusts_on AS "adjustsOn",
           e.posted_at AS "postedAt", e.channel, e.memo, e.reverses, e.donor_commitment AS "donorCommitment",
           (SELECT r.kind FROM ledger_entry r WHERE r.id = e.reverses) AS "reversesKind"
    FROM ledger_entry e WHERE e.id = q.id OFFSET 0
  ) e ORDER BY q.n`
const linesById = `
  SELECT l.*, a.type, a.raised FROM unnest($1::bigint[]) WITH ORDINALITY AS q (id, n) CROSS JOIN LATERAL (
    SELECT l.entry_id AS "entryId", l.line_no, l.account, l.fund, l.campaign, l.currency, l.amount_fen AS "amountFen"
    FROM ledger_line l WHERE l.entry_id = q.id OFFSET 0
  ) l JOIN ledger_account a ON a.code = l.account ORDER BY q.n, l.line_no`

/** The entries with these ids and their lines, in the order asked for; unknown ids are left out. */
export async function readEntries(sql: Sql, ids: readonly bigint[]): Promise<ReadEntry[]> {
  if (ids.length === 0) return []
  const entries = await sql.query<EntryRow>(entriesById, [ids])
  const lines = await sql.query<LineRow>(linesById, [ids])
  let at = 0
  return entries.map((entry) => {
    const own: ChartedLine[] = []
    while (at < lines.length && lines[at]!.entryId === entry.id) own.push(lines[at++]!)
    return { ...entry, lines: own }
  })
}
