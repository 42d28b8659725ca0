import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { PeriodCheck, PeriodFinding } from './period-check'

/** Entries of these days that wait for the sealer: what is closed must be in the log. */
export const unsealedOf = `
  SELECT count(*)::int AS count FROM ledger_unsealed q JOIN ledger_entry e ON e.id = q.entry_id
   WHERE e.occurred_on <= $1::date`

/** The ledger's own check. */
const sealed: PeriodCheck = {
  name: 'unsealed-left',
  async look(sql, through) {
    const [row] = await sql.query<{ count: number }>(unsealedOf, [through])
    return { level: row!.count > 0 ? 'blocks' : 'fine', count: row!.count, at: null }
  },
}

/** A proof that is older says nothing about the newest days. */
const proofDays = 2
const lastProof = `
  SELECT state, finished_at AS at, finished_at < now() - make_interval(days => $1::int) AS old FROM ledger_proof
   WHERE state IN ('clean', 'fault') ORDER BY finished_at DESC LIMIT 1`

/** The books are proven from raw rows each night; a fault that was found blocks, a proof that is missing or old warns. */
const proven: PeriodCheck = {
  name: 'books-faulty',
  async look(sql) {
    const [row] = await sql.query<{ state: string; at: Date; old: boolean }>(lastProof, [proofDays])
    const level = row?.state === 'fault' ? 'blocks' : !row || row.old ? 'warns' : 'fine'
    return { level, count: 0, at: row?.at ?? null }
  },
}

/** What stands before closing the days up to and including `through`: the ledger's own checks, then those handed in. */
export async function checkPeriod(
  sql: Sql,
  through: Day,
  more: readonly PeriodCheck[],
): Promise<PeriodFinding[]> {
  const findings: PeriodFinding[] = []
  for (const { name, look } of [sealed, proven, ...more])
    findings.push({ check: name, ...(await look(sql, through)) })
  return findings
}
