import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import { type Day, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { findStall } from './find-stall.server'
import { uncountedCash } from './internal/uncounted-cash.server'

interface Row {
  campaign: string
  stall: string
  expectedFen: bigint
  countedFen: bigint
  countedAt: Date
}
const find = `
  SELECT campaign, stall, expected_fen AS "expectedFen", counted_fen AS "countedFen", counted_at AS "countedAt"
    FROM market_count WHERE id = $1::uuid AND agreed_at IS NULL`
const agree = `
  WITH moved AS (INSERT INTO giving_pending_move (campaign, amount_fen, gifts) SELECT $4, -$5::bigint, 0 WHERE $5::bigint <> 0)
  UPDATE market_count SET agreed_by = $2, agreed_at = clock_timestamp(), entry_id = $3 WHERE id = $1::uuid`

/**
 * Books what was counted: one entry of kind `takings` with the counted amount, and what should have been there is pending no
 * more; in `tx`, which says that `by`, the second person, has agreed. Nothing counted, nothing booked: the count is kept.
 * It counts on the day of the count, or on `occurredOn` where it is entered later.
 * Refuses `not-allowed`, `changed-since` (it is not the count that the first person saw, or is agreed already).
 */
export async function agreeCount(
  tx: Sql,
  by: Actor,
  countId: string,
  occurredOn?: Day,
): Promise<Outcome<{ entryId: bigint | null }, 'not-allowed' | 'changed-since'>> {
  const [count] = isUuid(countId) ? await tx.query<Row>(find, [countId]) : []
  if (!count) return { ok: false, reason: 'changed-since' }
  const { campaign, expectedFen, countedFen, countedAt } = count
  if (!canAgree(by, 'cash.count', { campaign })) return { ok: false, reason: 'not-allowed' }
  const stall = await findStall(tx, campaign, count.stall)
  if (!stall || (await uncountedCash(tx, campaign, stall.key, countedAt)) !== expectedFen)
    return { ok: false, reason: 'changed-since' }
  let entryId: bigint | null = null
  if (countedFen > 0n) {
    const posted = await postEntry(tx, {
      source: 'market',
      key: countId,
      kind: 'takings',
      occurredOn: occurredOn ?? shanghaiDay(countedAt),
      channel: 'cash',
      lines: [
        { account: 'cash', fund: stall.fund, campaign, amountFen: countedFen },
        { account: 'market-takings', fund: stall.fund, campaign, amountFen: -countedFen },
      ],
    })
    if (!posted.ok) throw new Error(`a count could not be booked: ${posted.reason}`)
    entryId = posted.entryId
  }
  await tx.query(agree, [countId, by.id, entryId, campaign, expectedFen])
  const subject = { kind: 'stall', id: `${campaign}/${stall.key}` }
  await recordAct(tx, { by, action: 'cash.count', subject, after: { countId, expectedFen, countedFen } })
  return { ok: true, entryId }
}
