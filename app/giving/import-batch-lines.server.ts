import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import type { LineDraft } from './batch-form'
import { isBatchReady } from './batch-plan'
import { batchRow, countingOf } from './internal/batch-row.server'
import { planBatchImport } from './plan-batch-import.server'

/** A list is kept for one batch: another's page does not find it. */
export const batchImportKind = (batchId: string): string => `batch:${batchId}`

type ImportRefusal =
  | 'not-allowed'
  | 'unknown-batch'
  | 'not-open'
  | 'upload-gone'
  | 'campaign-not-open'
  | 'plan-changed'
  | 'not-ready'
const write = `
  INSERT INTO giving_batch_line (id, batch_id, amount_fen, fund, donor_name, name_consent, contact_email, locale, cheque_number, cheque_bank, entered_by)
  SELECT t.id, $1::uuid, t.fen, t.fund, t.name, t.consent, t.email, $3, t.number, t.bank, $4
    FROM jsonb_to_recordset($2::jsonb) AS t (n int, id uuid, fen bigint, fund text, name text, consent boolean, email text, number text, bank text)
   ORDER BY t.n`

/**
 * Enters every new row of an uploaded list into an open batch, all or none; it is counted by two people as if it were typed. Whoever brings
 * it cannot be the second to count. Refuses `not-allowed`, `unknown-batch`, `not-open` (being counted, or booked), `upload-gone`,
 * `campaign-not-open`, `plan-changed` (look again), `not-ready` (a row must be mended, nothing is new, or it is too long for one batch).
 */
export async function importBatchLines(
  db: Database,
  by: Actor,
  told: { batchId: string; uploadId: string; planHash: string; locale: Locale },
): Promise<Outcome<{ taken: number }, ImportRefusal>> {
  const { batchId, uploadId, planHash, locale } = told
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (by.kind === 'software' || !can(by, 'offline.enter', { campaign: batch?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const counting = await countingOf(tx, batchId, by.id)
    if (batch.state !== 'open' || counting.proposalId !== null) return { ok: false, reason: 'not-open' }
    const kept = { id: uploadId, kind: batchImportKind(batchId), madeBy: by.id }
    const upload = await findUpload(tx, kept)
    if (!upload) return { ok: false, reason: 'upload-gone' }
    const rows: (LineDraft & { id: string })[] = []
    const plan = await planBatchImport(tx, batch, upload.content, (id, draft) => rows.push({ id, ...draft }))
    if (!plan) return { ok: false, reason: 'campaign-not-open' }
    if (plan.hash !== planHash) return { ok: false, reason: 'plan-changed' }
    if (!isBatchReady(plan)) return { ok: false, reason: 'not-ready' }
    const values = rows.map((row, n) => ({
      ...{ n, id: row.id, fen: row.amountFen.toString(), fund: row.fund },
      ...{ name: row.donorName, consent: row.nameConsent, email: row.contactEmail },
      ...{ number: row.chequeNumber, bank: row.chequeBank },
    }))
    await tx.query(write, [batchId, JSON.stringify(values), locale, by.id])
    // No amounts: the second who counts may read the trail.
    const subject = { kind: 'batch', id: batchId }
    await recordAct(tx, { by, action: 'offline.import', subject, after: { lines: rows.length } })
    await dropUpload(tx, uploadId)
    return { ok: true, taken: rows.length }
  })
}
