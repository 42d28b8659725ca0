import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { mostLines } from './batch'
import { type LineErrors, type LineFields, readLineForm } from './batch-form'
import { batchRow, countingOf, routesOf } from './internal/batch-row.server'

export type EnterLineRefusal =
  | 'not-allowed'
  | 'unknown-batch'
  | 'not-open'
  | 'campaign-not-open'
  | 'too-many-lines'
  | 'line-gone'
  | 'invalid'

const write = `
  INSERT INTO giving_batch_line AS l (id, batch_id, amount_fen, fund, donor_name, name_consent, contact_email, locale, cheque_number,
                                      cheque_bank, entered_by)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (id) DO UPDATE SET amount_fen = excluded.amount_fen, fund = excluded.fund, donor_name = excluded.donor_name,
    name_consent = excluded.name_consent, contact_email = excluded.contact_email, cheque_number = excluded.cheque_number,
    cheque_bank = excluded.cheque_bank, entered_by = excluded.entered_by
  WHERE l.batch_id = excluded.batch_id RETURNING id`

/**
 * Enters a line of an open batch, or changes it (the form's id is the line's): sent twice, it is there once. Whoever enters
 * cannot be the second to count. Refuses `not-allowed`, `unknown-batch`, `not-open` (being counted, or booked), `campaign-not-open`,
 * `too-many-lines`, `line-gone` (not of this batch), `invalid` (with the fields' faults).
 */
export async function enterBatchLine(
  db: Database,
  by: Actor,
  { batchId, fields, locale }: { batchId: string; fields: LineFields; locale: Locale },
): Promise<Outcome<{ lineId: string }, EnterLineRefusal> & { errors?: LineErrors }> {
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (by.kind === 'software' || !can(by, 'offline.enter', { campaign: batch?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    const counting = await countingOf(tx, batchId, by.id)
    if (batch.state !== 'open' || counting.proposalId !== null) return { ok: false, reason: 'not-open' }
    const routes = await routesOf(tx, batch.campaign)
    if (!routes) return { ok: false, reason: 'campaign-not-open' }
    const { kind, fund } = batch
    const read = readLineForm(fields, { kind, fund, funds: routes.map((r) => r.fund) })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const id = fields.formId
    if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    if (counting.lines >= mostLines) return { ok: false, reason: 'too-many-lines' }
    const d = read.draft
    const who = [d.donorName, d.nameConsent, d.contactEmail, locale]
    const values = [id, batchId, d.amountFen, d.fund, ...who, d.chequeNumber, d.chequeBank, by.id]
    if ((await tx.query(write, values)).length === 0) return { ok: false, reason: 'line-gone' }
    // No amounts: the second who counts may read the trail.
    const subject = { kind: 'batch', id: batchId }
    await recordAct(tx, { by, action: 'offline.enter', subject, after: { lineId: id } })
    return { ok: true, lineId: id }
  })
}
