import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findPledge } from './find-pledge.server'
import { hasRefund } from './internal/has-refund.server'
import { stateFor } from './pledge'

const find = `
  SELECT a.gift_id::text AS "giftId", a.amount_fen AS "amountFen", g.entry_id AS "entryId"
    FROM giving_pledge_arrival a JOIN giving_gift g ON g.id = a.gift_id
   WHERE a.pledge_id = $1::uuid AND a.bank_line_id = $2 AND a.taken_back_at IS NULL FOR UPDATE OF g`
const takeBack = `
  WITH a AS (UPDATE giving_pledge_arrival SET taken_back_at = clock_timestamp() WHERE gift_id = $2::uuid),
       g AS (UPDATE giving_gift SET refunded_at = clock_timestamp() WHERE id = $2::uuid)
  UPDATE giving_pledge SET arrived_fen = arrived_fen - $3, state = $4, version = version + 1 WHERE id = $1::uuid`

/**
 * The bank line was not this pledge's after all: its gift is reversed (it was a mistake, so it leaves the count too), the
 * acknowledgement says so, and the promise is open again by as much; in `tx`. Whoever asks has asked `can()` and returns the
 * line to where it was. Refuses `unknown-pledge`, `not-arrived` (not by this line, or taken back before), `refunded` (money
 * of the gift went back meanwhile, or is asked to).
 */
export async function takeBackArrival(
  tx: Sql,
  { pledgeId, bankLineId, occurredOn }: { pledgeId: string; bankLineId: string; occurredOn: Day },
): Promise<Outcome<{ giftId: string }, 'unknown-pledge' | 'not-arrived' | 'refunded'>> {
  const pledge = await findPledge(tx, pledgeId, { lock: true })
  if (!pledge) return { ok: false, reason: 'unknown-pledge' }
  const [arrival] = await tx.query<{ giftId: string; amountFen: bigint; entryId: bigint }>(find, [
    pledge.id,
    bankLineId,
  ])
  if (!arrival) return { ok: false, reason: 'not-arrived' }
  if (await hasRefund(tx, arrival.giftId)) return { ok: false, reason: 'refunded' }
  const memo = `${pledge.reference}: not this transfer`
  const reversed = await reverseEntry(tx, { entryId: arrival.entryId, memo, occurredOn })
  if (!reversed.ok) throw new Error(`an arrival could not be taken back: ${reversed.reason}`)
  const left = pledge.arrivedFen - arrival.amountFen
  const state = pledge.state === 'withdrawn' ? 'withdrawn' : stateFor(pledge.amountFen, left)
  await tx.query(takeBack, [pledge.id, arrival.giftId, arrival.amountFen, state])
  return { ok: true, giftId: arrival.giftId }
}
