import type { Sql } from '~/platform/db.server'
import type { EntryKind } from './entry'

/** One sealed line of a fund, with its place in the public log. */
export interface FundLine {
  index: bigint
  entryId: bigint
  lineNo: number
  kind: EntryKind
  channel: string
  occurredOn: string
  adjustsOn: string | null
  reverses: bigint | null
  memo: string
  account: string
  campaign: string | null
  /** Debit positive, credit negative. */
  amountFen: bigint
}
export interface FundLineCursor {
  entryId: bigint
  lineNo: number
}

const mostLines = 200

// The limit is a literal and the look-ups are fenced (OFFSET 0), so that no plan ever reads a fund's whole history.
const page = `
  SELECT f.index, l.entry_id AS "entryId", l.line_no AS "lineNo", e.kind, e.channel, e.occurred_on AS "occurredOn",
         e.adjusts_on AS "adjustsOn", e.reverses, e.memo, l.account, l.campaign, l.amount_fen AS "amountFen"
  FROM ledger_line l
  CROSS JOIN LATERAL (SELECT index FROM ledger_leaf WHERE entry_id = l.entry_id OFFSET 0) f
  CROSS JOIN LATERAL (SELECT * FROM ledger_entry WHERE id = l.entry_id OFFSET 0) e
  WHERE l.fund = $1 AND l.entry_id <= $2::bigint AND (l.entry_id < $2::bigint OR l.line_no < $3::int)
  ORDER BY l.entry_id DESC, l.line_no DESC LIMIT ${mostLines + 1}`

/** The latest sealed lines of a fund, newest first, `limit` (at most 200) to a page; `next` is null on the last one. */
export async function listFundEntries(
  sql: Sql,
  { fund, before, limit = 50 }: { fund: string; before?: FundLineCursor; limit?: number },
): Promise<{ lines: FundLine[]; next: FundLineCursor | null }> {
  const size = Math.max(1, Math.min(limit, mostLines))
  const rows = await sql.query<FundLine>(page, [fund, before?.entryId ?? 2n ** 63n - 1n, before?.lineNo ?? 0])
  const lines = rows.slice(0, size)
  const last = lines.at(-1)
  return { lines, next: last && rows.length > size ? { entryId: last.entryId, lineNo: last.lineNo } : null }
}
