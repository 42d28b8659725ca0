import type { Gateways } from '~/payments/gateways'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

interface Row {
  state: string
  fen: bigint
  paymentRef: string
  provider: string
}
const tryOnce = `
  UPDATE giving_refund r SET tried_at = clock_timestamp() FROM giving_gift g
   WHERE r.id = $1::uuid AND g.id = r.gift_id AND r.state = 'asked'
  RETURNING r.state, r.amount_fen + r.fee_fen AS fen, g.payment_ref AS "paymentRef", g.provider`
const sent = `UPDATE giving_refund SET state = 'sent', provider_ref = $2 WHERE id = $1::uuid AND state = 'asked'`
const refused = `
  WITH r AS (
    UPDATE giving_refund SET state = 'failed', failure = 'refused' WHERE id = $1::uuid AND state = 'asked' RETURNING gift_id, amount_fen + fee_fen AS fen
  )
  SELECT platform_alert('refund-failed', gift_id::text, jsonb_build_object('amountFen', fen::text, 'failure', 'refused'))::text FROM r`

/**
 * Asks the provider that took the gift for a refund that is written down; work of the outbox. The refund's id is the idempotency key: a worker that
 * dies after asking asks again and is answered the first refund. Nothing is booked here. Refuses `not-asked` (nothing to
 * send any more), `refused` (the provider will not: it has failed, and is alerted). Throws when the provider cannot be reached or is not
 * set up any more, so that the job is tried again.
 */
export async function sendRefund(
  sql: Sql,
  gateways: Pick<Gateways, 'of'>,
  refundId: string,
): Promise<Outcome<{ refundRef: string }, 'not-asked' | 'refused'>> {
  const [row] = isUuid(refundId) ? await sql.query<Row>(tryOnce, [refundId]) : []
  if (!row) return { ok: false, reason: 'not-asked' }
  const gateway = gateways.of(row.provider)
  if (!gateway) throw new Error(`a refund waits for ${row.provider}, which is not set up`)
  const asked = await gateway.refund({ paymentRef: row.paymentRef, amountFen: row.fen, key: refundId })
  if (asked.ok) {
    await sql.query(sent, [refundId, asked.refundRef])
    return asked
  }
  if (asked.reason === 'unavailable') throw new Error('the provider could not be asked for a refund')
  await sql.query(refused, [refundId])
  return { ok: false, reason: 'refused' }
}
