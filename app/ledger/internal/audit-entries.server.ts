import type { Sql } from '~/platform/db.server'
import { hashEntry } from '../leaf'
import type { Fault } from '../projection'
import { countLines, type FundMoves } from './fund-totals.server'
import { inputHash } from './input-hash'
import type { ChartedLine, ReadEntry } from './read-entries.server'

interface AuditedLine extends ChartedLine {
  entryId: bigint
  lineNo: number
}
interface AuditedEntry extends Omit<ReadEntry, 'lines'> {
  lines: AuditedLine[]
  inputHash: Uint8Array
  lineCount: number
  leafIndex: bigint | null
  leafHash: Uint8Array | null
  queued: boolean
}

// Fenced look-ups: each batch costs the same however large the books have grown.
const nextEntries = `
  SELECT e.*, f.index AS "leafIndex", f.hash AS "leafHash", q.entry_id IS NOT NULL AS queued FROM (
    SELECT id, source, key, kind, occurred_on AS "occurredOn", adjusts_on AS "adjustsOn", posted_at AS "postedAt",
           channel, memo, reverses, donor_commitment AS "donorCommitment", input_hash AS "inputHash",
           line_count AS "lineCount"
    FROM ledger_entry WHERE id > $1 ORDER BY id LIMIT $2
  ) e
  LEFT JOIN LATERAL (SELECT index, hash FROM ledger_leaf WHERE entry_id = e.id OFFSET 0) f ON true
  LEFT JOIN LATERAL (SELECT entry_id FROM ledger_unsealed WHERE entry_id = e.id OFFSET 0) q ON true
  ORDER BY e.id`
const linesBetween = `
  SELECT l.entry_id AS "entryId", l.line_no AS "lineNo", l.account, l.fund, l.campaign, l.currency,
         l.amount_fen AS "amountFen", a.type, a.raised
  FROM (SELECT * FROM ledger_line WHERE entry_id > $1 AND entry_id <= $2 OFFSET 0) l
  LEFT JOIN ledger_account a ON a.code = l.account ORDER BY l.entry_id, l.line_no`
const pastEverything = 2n ** 63n - 1n

export interface EntriesAudit {
  entries: number
  sealed: number
  queued: number
  /** What the sealed lines make of each fund. */
  funds: FundMoves
  fault: Fault | null
}

/** Walks all entries by number, `batchSize` at a time, up to the first fault. */
export async function auditEntries(
  tx: Sql,
  batchSize: number,
  onBatch: (entries: number) => void,
): Promise<EntriesAudit> {
  const audit: EntriesAudit = { entries: 0, sealed: 0, queued: 0, funds: new Map(), fault: null }
  for (let last = -(2n ** 63n); ; ) {
    const batch = await tx.query<AuditedEntry>(nextEntries, [last, batchSize])
    const end = batch.length < batchSize ? pastEverything : batch.at(-1)!.id
    const lines = await tx.query<AuditedLine>(linesBetween, [last, end])
    let at = 0
    for (const entry of batch) {
      if (at < lines.length && lines[at]!.entryId < entry.id) break
      entry.lines = []
      while (at < lines.length && lines[at]!.entryId === entry.id) entry.lines.push(lines[at++]!)
      audit.entries += 1
      const detail = faultOf(entry)
      if (detail) return { ...audit, fault: { what: 'entry', row: String(entry.id), detail } }
      if (entry.leafIndex === null) {
        audit.queued += 1
      } else {
        audit.sealed += 1
        countLines(audit.funds, entry.lines)
      }
    }
    const stray = lines[at]
    if (stray) {
      const row = `${stray.entryId}/${stray.lineNo}`
      return { ...audit, fault: { what: 'line', row, detail: 'belongs to no entry' } }
    }
    onBatch(audit.entries)
    if (end === pastEverything) return audit
    last = end
  }
}

function faultOf(entry: AuditedEntry): string | null {
  const { lines } = entry
  if (lines.length !== entry.lineCount) return `has ${lines.length} lines, was posted with ${entry.lineCount}`
  const wrong = lines.find((line, n) => line.lineNo !== n + 1)
  if (wrong) return `line ${wrong.lineNo} is out of order`
  const unknown = lines.find((line) => line.type === null)
  if (unknown) return `line ${unknown.lineNo} names the unknown account ${unknown.account}`
  const sums = new Map<string, bigint>()
  for (const line of lines) {
    const purse = `fund ${line.fund} ${line.currency}`
    sums.set(purse, (sums.get(purse) ?? 0n) + line.amountFen)
  }
  for (const [purse, sum] of sums) if (sum !== 0n) return `${purse} is off by ${sum} fen`
  if (!inputHash(entry).equals(entry.inputHash)) return 'differs from what was posted'
  if (entry.leafHash === null) return entry.queued ? null : 'is neither sealed nor waiting for the seal'
  if (entry.queued) return `is sealed as leaf ${entry.leafIndex} and yet waits for the seal`
  if (!hashEntry(entry).equals(entry.leafHash)) return `differs from its sealed leaf ${entry.leafIndex}`
  return null
}
