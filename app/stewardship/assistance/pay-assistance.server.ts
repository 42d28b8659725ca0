import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { lockAvailable } from '../plans/lock-available.server'
import { batchRow, reachOfBatch } from './internal/batch-row.server'

const worth = `
  SELECT count(*)::int AS cases, coalesce(sum(amount_fen), 0)::bigint AS fen FROM stewardship_assistance_case WHERE batch = $1::uuid`
const pay = `
  UPDATE stewardship_assistance_batch SET state = 'paid', entry_id = $2 WHERE id = $1::uuid AND state = 'open'`

export type PayAssistanceRefusal = 'not-allowed' | 'changed-since' | 'no-cases' | 'above-fund'

/**
 * Pays a batch that two people looked at: one entry of the ledger on the day it was really paid (in a closed period on the first open
 * day), never more than the fund has and has not promised, whoever spends from it at the same moment. In `tx`, which says that `by`, the
 * second person, agrees; `agreed` is what they agreed to. Refuses `not-allowed`, `changed-since`, `no-cases`, `above-fund`.
 */
export async function payAssistance(
  tx: Sql,
  by: Actor,
  { batchId, agreed }: { batchId: string; agreed?: { cases: number; amountFen: Fen } },
): Promise<Outcome<{ entryId: bigint; amountFen: Fen }, PayAssistanceRefusal>> {
  const batch = await batchRow(tx, batchId, 'lock')
  if (!canAgree(by, 'assistance.enter', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
  if (batch?.state !== 'open') return { ok: false, reason: 'changed-since' }
  const [sum] = await tx.query<{ cases: number; fen: Fen }>(worth, [batchId])
  const { cases, fen: amountFen } = sum!
  if (cases === 0) return { ok: false, reason: 'no-cases' }
  if (agreed && (agreed.cases !== cases || agreed.amountFen !== amountFen))
    return { ok: false, reason: 'changed-since' }
  const { fund } = batch
  if (amountFen > (await lockAvailable(tx, fund))) return { ok: false, reason: 'above-fund' }
  const posted = await postEntry(tx, {
    source: 'assistance',
    key: batchId,
    kind: 'disbursement',
    occurredOn: batch.paidOn,
    channel: 'bank',
    lines: [
      { account: 'disbursements', fund, amountFen },
      { account: 'bank', fund, amountFen: -amountFen },
    ],
  })
  if (!posted.ok) throw new Error(`assistance could not be paid: ${posted.reason}`)
  await tx.query(pay, [batchId, posted.entryId])
  const subject = { kind: 'assistance', id: batchId }
  await recordAct(tx, { by, action: 'assistance.enter', subject, after: { cases, amountFen } })
  return { ok: true, entryId: posted.entryId, amountFen }
}
