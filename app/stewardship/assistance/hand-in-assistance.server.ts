import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

const sum = `
  SELECT count(*)::int AS cases, coalesce(sum(amount_fen), 0)::bigint AS fen FROM stewardship_assistance_case WHERE batch = $1::uuid`

/**
 * Hands a batch on to a second person, who looks at the cases and agrees (`payAssistance`); what they agree to is bound to cases and
 * amount as they stand now. Refuses `not-allowed`, `unknown-batch`, `not-open`, `no-cases`.
 */
export async function handInAssistance(
  db: Database,
  by: Actor,
  batchId: string,
): Promise<Outcome<object, 'not-allowed' | 'unknown-batch' | 'not-open' | 'no-cases'>> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    const reach = reachOfBatch(batch)
    if (by.kind === 'software' || !can(by, 'assistance.enter', reach))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'open' || batch.waiting) return { ok: false, reason: 'not-open' }
    const [all] = await tx.query<{ cases: number; fen: bigint }>(sum, [batchId])
    if (all!.cases === 0) return { ok: false, reason: 'no-cases' }
    const payload = { batchId, cases: all!.cases, amountFen: all!.fen.toString() }
    const subject = { kind: 'assistance', id: batchId }
    const proposed = await propose(tx, by, { action: 'assistance.enter', subject, reach, payload })
    return proposed.ok ? { ok: true } : { ok: false, reason: 'not-open' }
  })
}
