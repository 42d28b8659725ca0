import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { readCashOnHand } from './read-cash-on-hand.server'
import type { RefundWay } from './refund'

export type PayRefundRefusal =
  | 'not-allowed'
  | 'unknown-refund'
  | 'not-asked'
  | 'day-wrong'
  | 'line-gone'
  | 'not-so-much-cash'

const lock = `
  SELECT campaign, paid_on::text AS "paidOn", payment_ref IS NULL AS ours FROM giving_gift WHERE id = $1::uuid FOR UPDATE`
interface GiftRow {
  campaign: string
  paidOn: Day
  ours: boolean
}
/** Read once the gift is locked, by a statement of its own: what another payer has just done is seen. */
const find = `
  SELECT state, amount_fen + fee_fen AS fen FROM giving_refund WHERE id = $2::uuid AND gift_id = $1::uuid`
interface RefundRow {
  state: string
  fen: bigint
}
/** Of the bank's own money: a debit of just this sum, that is no other refund. */
const line = `
  SELECT day::text AS day FROM payments_bank_line WHERE id = $1::uuid AND amount_fen = -$2::bigint FOR UPDATE`
const lineTaken = 'SELECT 1 FROM giving_refund WHERE bank_line_id = $1::uuid'
/** What lies in the house is counted by one payer at a time. */
const cashLock = `SELECT pg_advisory_xact_lock(hashtext('giving-cash-out'))`
const pay = `
  UPDATE giving_refund SET state = 'settled', paid_by = $2, refunded_on = $3::date, settled_at = clock_timestamp(), provider_ref = id::text,
         entry_id = giving_book_refund(id, $3::date, $2), evidence = $4, evidence_type = $5, evidence_name = $6, bank_line_id = $7::uuid, paid_name = $8
   WHERE id = $1::uuid`
const move = `SELECT giving_move_refunded($1::uuid, (SELECT amount_fen FROM giving_refund WHERE id = $2::uuid))::text`

/**
 * A treasurer has given money back of a gift that came by no provider, by transfer or in cash, and says when, with its proof: it leaves
 * the funds as it came, from the bank or from what lies in the house. A transfer may name its line of the bank's statement, whose day it
 * then has. Refuses `not-allowed`, `unknown-refund`, `not-asked` (paid or dropped before), `day-wrong` (before the gift came, or not yet),
 * `line-gone` (no debit of this sum, or another refund's), `not-so-much-cash`.
 */
export async function payRefund(
  db: Database,
  by: Actor,
  paid: {
    giftId: string
    refundId: string
    way: RefundWay
    on: Day
    lineId: string | null
    evidence: Evidence
    today: Day
  },
): Promise<Outcome<{ on: Day }, PayRefundRefusal>> {
  const { giftId, refundId, way, lineId, evidence } = paid
  const known = isUuid(giftId) && isUuid(refundId)
  return db.transaction(async (tx) => {
    const [gift] = known ? await tx.query<GiftRow>(lock, [giftId]) : []
    if (by.kind === 'software' || !can(by, 'gift.refund', { campaign: gift?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    const [row] = gift?.ours ? await tx.query<RefundRow>(find, [giftId, refundId]) : []
    if (!gift || !row) return { ok: false, reason: 'unknown-refund' }
    if (row.state !== 'asked') return { ok: false, reason: 'not-asked' }
    let { on } = paid
    if (way === 'bank' && lineId !== null) {
      const [found] = isUuid(lineId) ? await tx.query<{ day: Day }>(line, [lineId, row.fen]) : []
      if (!found || (await tx.query(lineTaken, [lineId])).length > 0)
        return { ok: false, reason: 'line-gone' }
      on = found.day
    }
    if (on > paid.today || on < gift.paidOn) return { ok: false, reason: 'day-wrong' }
    if (way === 'cash') {
      await tx.query(cashLock)
      if ((await readCashOnHand(tx)).onHandFen < row.fen) return { ok: false, reason: 'not-so-much-cash' }
    }
    const proof = [evidence.id, evidence.type, evidence.name]
    await tx.query(pay, [refundId, way, on, ...proof, way === 'bank' ? lineId : null, by.name])
    await tx.query(move, [giftId, refundId])
    const after = { refundId, way, on, lineId, evidence: evidence.id }
    await recordAct(tx, { by, action: 'gift.refund-paid', subject: { kind: 'gift', id: giftId }, after })
    return { ok: true, on }
  })
}
