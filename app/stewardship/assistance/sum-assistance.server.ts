import type { Actor } from '~/identity/actor'
import { reachOf } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { waitsForSecond } from './internal/batch-row.server'

const sums = `
  SELECT count(c.id)::int AS cases, coalesce(sum(c.amount_fen), 0)::bigint AS "amountFen",
         (SELECT count(*)::int FROM stewardship_assistance_batch b WHERE ($1::text[] IS NULL OR b.fund = ANY ($1)) AND ${waitsForSecond}) AS waiting
    FROM stewardship_assistance_batch p JOIN stewardship_assistance_case c ON c.batch = p.id
   WHERE ($1::text[] IS NULL OR p.fund = ANY ($1)) AND p.state = 'paid' AND p.reversed_on IS NULL
     AND p.paid_on >= date_trunc('quarter', $2::date)::date AND p.paid_on <= $2::date`

/** What was paid in this quarter within `by`'s reach and stands, and how many batches wait for the second person. */
export async function sumAssistance(
  sql: Sql,
  by: Actor,
  today: Day,
): Promise<{ cases: number; amountFen: Fen; waiting: number }> {
  const reach = reachOf(by, 'assistance.see', 'fund')
  const [row] = await sql.query<{ cases: number; amountFen: Fen; waiting: number }>(sums, [
    ...[reach === '*' ? null : reach, today],
  ])
  return row!
}
