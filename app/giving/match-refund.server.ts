import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

/** A refund that was paid by transfer, and whose line no statement has shown yet. */
export interface UnseenRefund {
  id: string
  giftId: string
  amountFen: Fen
  refundedOn: Day
  paidName: string
}
const columns = `r.id::text, r.gift_id::text AS "giftId", r.amount_fen + r.fee_fen AS "amountFen", r.refunded_on::text AS "refundedOn", r.paid_name AS "paidName"`
const list = `
  SELECT ${columns} FROM giving_refund r JOIN payments_bank_line l ON l.id = $1::uuid AND r.amount_fen + r.fee_fen = -l.amount_fen
   WHERE r.paid_by = 'bank' AND r.bank_line_id IS NULL AND NOT EXISTS (SELECT FROM giving_refund WHERE bank_line_id = l.id)
   ORDER BY abs(r.refunded_on - l.day), r.id LIMIT 5`
const ofLine = `SELECT ${columns} FROM giving_refund r WHERE r.bank_line_id = $1::uuid`

export interface RefundsOfLine {
  is: UnseenRefund | null
  may: UnseenRefund[]
}
/** Which refund this debit is, or those that it may be. */
export async function findRefundsOfLine(sql: Sql, lineId: string): Promise<RefundsOfLine> {
  const [is] = await sql.query<UnseenRefund>(ofLine, [lineId])
  return { is: is ?? null, may: is ? [] : await sql.query<UnseenRefund>(list, [lineId]) }
}

const lockLine = `SELECT -amount_fen AS fen FROM payments_bank_line WHERE id = $1::uuid AND amount_fen < 0 FOR UPDATE`
const name = `
  UPDATE giving_refund r SET bank_line_id = $1::uuid
   WHERE id = $2::uuid AND paid_by = 'bank' AND bank_line_id IS NULL AND amount_fen + fee_fen = $3
     AND NOT EXISTS (SELECT FROM giving_refund WHERE bank_line_id = $1::uuid)`

/**
 * A debit on a statement is a refund that was booked when it was paid: nothing is posted, the two know each other from now on. Refuses
 * `not-allowed`, `unknown-line` (or no debit), `refund-gone` (of another sum, or one of the two is taken).
 */
export async function matchRefund(
  db: Database,
  by: Actor,
  { lineId, refundId }: { lineId: string; refundId: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-line' | 'refund-gone'>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [line] = isUuid(lineId) ? await tx.query<{ fen: bigint }>(lockLine, [lineId]) : []
    if (!line) return { ok: false, reason: 'unknown-line' }
    const named = isUuid(refundId)
      ? await tx.query(`${name} RETURNING r.id`, [lineId, refundId, line.fen])
      : []
    if (named.length === 0) return { ok: false, reason: 'refund-gone' }
    const subject = { kind: 'bank-line', id: lineId }
    await recordAct(tx, { by, action: 'bank.refund', subject, after: { refundId } })
    return { ok: true }
  })
}
