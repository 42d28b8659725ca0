import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type AuditOptions, auditBooks } from './audit-books.server'
import type { Fault } from './projection'

export interface Proof {
  state: 'running' | 'clean' | 'fault' | 'abandoned'
  startedAt: Date
  finishedAt: Date | null
  entries: bigint | null
  fault: Fault | null
}

/** A process that died leaves its proof running: after this, another may begin. */
const abandon = `
  UPDATE ledger_proof SET state = 'abandoned', finished_at = clock_timestamp()
   WHERE state = 'running' AND started_at < clock_timestamp() - interval '1 hour'`
const begin = `INSERT INTO ledger_proof DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING id`
const finish = `
  UPDATE ledger_proof SET state = $2, finished_at = clock_timestamp(), entries = $3, leaves = $4, fault = $5::jsonb WHERE id = $1::bigint`

/**
 * A person asks for a proof now; the job `audit-books` does it. One at a time, in whichever process.
 * Refuses `not-allowed`, `already-running`.
 */
export function askForProof(
  db: Database,
  by: Actor,
): Promise<Outcome<{ proofId: string }, 'not-allowed' | 'already-running'>> {
  return db.transaction(async (tx) => {
    if (!can(by, 'books.prove')) return { ok: false, reason: 'not-allowed' }
    await tx.query(abandon)
    const [row] = await tx.query<{ id: bigint }>(begin)
    if (!row) return { ok: false, reason: 'already-running' }
    const proofId = row.id.toString()
    await tx.query(
      `INSERT INTO platform_outbox (topic, payload) VALUES ('audit-books', jsonb_build_object('proofId', $1::text))`,
      [proofId],
    )
    await recordAct(tx, { by, action: 'books.prove', subject: { kind: 'proof', id: proofId } })
    return { ok: true, proofId }
  })
}

/** Proves the books and keeps the result; a fault is alerted as `books-fault`. Without `proofId` it begins one of its own, or does nothing while another runs. */
export async function proveBooks(db: Database, options: AuditOptions, proofId?: string): Promise<void> {
  await db.query(abandon)
  const id = proofId ?? (await db.query<{ id: bigint }>(begin))[0]?.id.toString()
  if (!id) return
  const { entries, leaves, faults } = await auditBooks(db, options)
  const fault = faults[0]
  await db.query(finish, [
    id,
    fault ? 'fault' : 'clean',
    entries,
    leaves,
    fault ? JSON.stringify(fault) : null,
  ])
  if (fault)
    await db.query(`SELECT platform_alert('books-fault', $1, $2::jsonb)::text`, [
      `${fault.what} ${fault.row}`,
      JSON.stringify(fault),
    ])
}

/** The newest proof, running or done; null before the first. */
export async function readLastProof(sql: Sql): Promise<Proof | null> {
  const [row] = await sql.query<Proof>(
    `SELECT state, started_at AS "startedAt", finished_at AS "finishedAt", entries, fault FROM ledger_proof ORDER BY id DESC LIMIT 1`,
  )
  return row ?? null
}
