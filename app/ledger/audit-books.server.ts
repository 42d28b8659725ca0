import type { Database, Sql } from '~/platform/db.server'
import { auditEntries, type EntriesAudit } from './internal/audit-entries.server'
import { auditLog } from './internal/audit-log.server'
import type { BookCheck, Fault, Projection } from './projection'

export interface Audit {
  entries: number
  leaves: number
  /** At most one: the audit stops at the first. */
  faults: Fault[]
}
export interface AuditOptions {
  projections?: readonly Projection[]
  checks?: readonly BookCheck[]
  /** Rows held in memory at a time. */
  batchSize?: number
  /** Told now and then how many entries are behind us. */
  onProgress?(entries: number): void
}

/**
 * Re-proves the books from raw rows, in one snapshot and in bounded memory, and stops at the first fault: every entry
 * has its lines and balances per fund and currency, is what was posted, is sealed once or waits for the seal, and hashes to its
 * leaf; leaves are consecutive and make the stored nodes, frontier and root; fund totals are the sum of sealed lines;
 * then each projection's own check and each of `checks`.
 */
export function auditBooks(
  db: Database,
  { projections = [], checks = [], batchSize = 5_000, onProgress = () => {} }: AuditOptions = {},
): Promise<Audit> {
  return db.transaction(async (tx) => {
    const walked = await auditEntries(tx, batchSize, onProgress)
    if (walked.fault)
      return { entries: walked.entries, leaves: await countLeaves(tx), faults: [walked.fault] }
    const { leaves, fault } = await auditLog(tx, batchSize)
    const first =
      fault ??
      (await strayRow(tx, walked, leaves)) ??
      (await auditFunds(tx, walked)) ??
      (await firstFault(tx, projections, checks))
    return { entries: walked.entries, leaves, faults: first ? [first] : [] }
  }, 'repeatable read')
}

async function countLeaves(tx: Sql): Promise<number> {
  const [row] = await tx.query<{ n: bigint }>('SELECT count(*)::bigint AS n FROM ledger_leaf')
  return Number(row!.n)
}

const leafWithoutEntry = `
  SELECT index AS row FROM ledger_leaf f WHERE NOT EXISTS (SELECT FROM ledger_entry WHERE id = f.entry_id)
  ORDER BY index LIMIT 1`
const queueWithoutEntry = `
  SELECT entry_id AS row FROM ledger_unsealed q WHERE NOT EXISTS (SELECT FROM ledger_entry WHERE id = q.entry_id)
  ORDER BY entry_id LIMIT 1`

/** Leaves and queue rows that no entry stands behind; looked for only when the counts say so. */
async function strayRow(tx: Sql, walked: EntriesAudit, leaves: number): Promise<Fault | null> {
  if (walked.sealed !== leaves) {
    const [stray] = await tx.query<{ row: bigint }>(leafWithoutEntry)
    return { what: 'leaf', row: String(stray?.row), detail: 'belongs to no entry' }
  }
  const [stray] = await tx.query<{ row: bigint }>(queueWithoutEntry)
  return stray ? { what: 'queue', row: String(stray.row), detail: 'names no entry' } : null
}

const fundTotals = `
  SELECT fund, received_fen AS "receivedFen", disbursed_fen AS "disbursedFen", balance_fen AS "balanceFen"
  FROM ledger_fund_total ORDER BY fund`

async function auditFunds(tx: Sql, { funds }: EntriesAudit): Promise<Fault | null> {
  const fault = (row: string, detail: string) => ({ what: 'fund', row, detail })
  const left = new Map(funds)
  for (const total of await tx.query<{ fund: string; [figure: string]: unknown }>(fundTotals)) {
    const proven = left.get(total.fund)
    if (!proven) return fault(total.fund, 'has totals but no sealed line')
    left.delete(total.fund)
    for (const [figure, sum] of Object.entries(proven)) {
      if (total[figure] !== sum)
        return fault(total.fund, `${figure} is ${total[figure]}, its lines make ${sum}`)
    }
  }
  const [lost] = left.keys()
  return lost === undefined ? null : fault(lost, 'has sealed lines but no totals')
}

async function firstFault(
  tx: Sql,
  projections: readonly Projection[],
  checks: readonly BookCheck[],
): Promise<Fault | null> {
  for (const projection of projections) {
    const [fault] = (await projection.check?.(tx)) ?? []
    if (fault) return fault
  }
  for (const check of checks) {
    const faults = check.run(tx)
    for await (const fault of Symbol.asyncIterator in faults ? faults : await faults) return fault
  }
  return null
}
