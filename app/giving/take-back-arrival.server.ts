import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

const find = `
  SELECT g.id::text AS "giftId", g.amount_fen AS "amountFen", g.entry_id AS "entryId", g.refunded_at IS NOT NULL AS refunded
    FROM payments_bank_match m JOIN giving_gift g ON g.id = m.gift_id
   WHERE m.target = $1 AND m.line_id = $2::uuid AND m.kind = 'pledge' AND m.undone_at IS NULL`
const takeBack = `
  WITH g AS (UPDATE giving_gift SET refunded_at = clock_timestamp() WHERE id = $2::uuid)
  UPDATE giving_pledge SET arrived_fen = arrived_fen - $3, version = version + 1,
         state = CASE WHEN state = 'withdrawn' THEN state WHEN arrived_fen - $3 >= amount_fen THEN 'arrived' ELSE 'open' END
   WHERE id = $1::uuid`

/**
 * The bank line was not this pledge's after all: its gift is reversed (it was a mistake, so it leaves the count too), and the
 * promise is open again by as much; in `tx`. Whoever asks has asked `can()`, and marks the match as taken back.
 * Refuses `unknown-pledge`, `not-arrived`, `refunded` (the gift was paid back meanwhile: there is nothing left to take back).
 */
export async function takeBackArrival(
  tx: Sql,
  { pledgeId, bankLineId, occurredOn }: { pledgeId: string; bankLineId: string; occurredOn: Day },
): Promise<Outcome<{ giftId: string }, 'unknown-pledge' | 'not-arrived' | 'refunded'>> {
  const [pledge] = await tx.query('SELECT id FROM giving_pledge WHERE id = $1::uuid FOR UPDATE', [pledgeId])
  if (!pledge) return { ok: false, reason: 'unknown-pledge' }
  const [arrival] = await tx.query<{ giftId: string; amountFen: bigint; entryId: bigint; refunded: boolean }>(
    find,
    [pledgeId, bankLineId],
  )
  if (!arrival) return { ok: false, reason: 'not-arrived' }
  if (arrival.refunded) return { ok: false, reason: 'refunded' }
  const memo = 'not this pledge'
  const reversed = await reverseEntry(tx, { entryId: arrival.entryId, memo, occurredOn })
  if (!reversed.ok) throw new Error(`an arrival could not be taken back: ${reversed.reason}`)
  await tx.query(takeBack, [pledgeId, arrival.giftId, arrival.amountFen])
  return { ok: true, giftId: arrival.giftId }
}
