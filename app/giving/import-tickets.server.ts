import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import { planTicketImport } from './plan-ticket-import.server'
import { isReady } from './ticket-plan'
import type { TicketDraft } from './ticket-row'

export const ticketImportKind = 'tickets'

export interface ImportTickets {
  uploadId: string
  /** Of the plan that the person was shown. */
  planHash: string
  today: Day
}
type ImportRefusal = 'not-allowed' | 'upload-gone' | 'plan-changed' | 'not-ready'

/** Two lists wait for one another, so that neither records what the other has just recorded. */
const hold = `SELECT pg_advisory_xact_lock(hashtext('giving_ticket'))`
const keep = `
  INSERT INTO giving_ticket (gift_id, code, number, check_code, amount_fen, issued_on, imported_by, imported_name)
  SELECT t.*, $7, $8 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::date[]) AS t`

/**
 * Records every new ticket of an uploaded list, all or none. Refuses `not-allowed`, `upload-gone` (an hour has passed, or it is
 * another person's), `plan-changed` (look again), `not-ready` (a row must be mended, or nothing is new).
 */
export async function importTickets(
  db: Database,
  by: Actor,
  { uploadId, planHash, today }: ImportTickets,
): Promise<Outcome<{ taken: number }, ImportRefusal>> {
  if (!can(by, 'ticket.import')) return { ok: false, reason: 'not-allowed' }
  const upload = await findUpload(db, { id: uploadId, kind: ticketImportKind, madeBy: by.id })
  if (!upload) return { ok: false, reason: 'upload-gone' }
  return db.transaction(async (tx) => {
    await tx.query(hold)
    const taken: { giftId: string; draft: TicketDraft }[] = []
    const plan = await planTicketImport(tx, upload.content, today, (giftId, draft) =>
      taken.push({ giftId, draft }),
    )
    if (plan.hash !== planHash) return { ok: false, reason: 'plan-changed' }
    if (!isReady(plan)) return { ok: false, reason: 'not-ready' }
    await tx.query(keep, [
      taken.map((t) => t.giftId),
      taken.map((t) => t.draft.code),
      taken.map((t) => t.draft.number),
      taken.map((t) => t.draft.checkCode),
      taken.map((t) => t.draft.amountFen),
      taken.map((t) => t.draft.issuedOn),
      by.id,
      by.name,
    ])
    await recordAct(tx, {
      by,
      action: 'ticket.import',
      subject: { kind: 'ticket', id: '*' },
      after: { taken: taken.length, known: plan.counts.known, hash: plan.hash },
    })
    await dropUpload(tx, uploadId)
    return { ok: true, taken: taken.length }
  })
}
