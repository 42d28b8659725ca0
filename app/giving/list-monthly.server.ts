import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { monthlyColumns, monthlyTables } from './find-monthly.server'
import type { Monthly } from './monthly'
import type { MonthlyFilter } from './monthly-filter'

/** A row of the desk's list: with how often it was charged, and why the last charge failed. */
export interface ListedMonthly extends Monthly {
  campaignZh: string
  campaignEn: string
  charged: number
  failure: string
  nextTryAt: Date | null
}
export type MonthlyPlace = Pick<Monthly, 'createdAt' | 'id'>

const list = `
  SELECT ${monthlyColumns}, c.name_zh AS "campaignZh", c.name_en AS "campaignEn",
         (SELECT count(*)::int FROM giving_monthly_charge WHERE monthly_id = m.id AND state = 'paid') AS charged,
         coalesce(f.failure, '') AS failure, f.next_try_at AS "nextTryAt"
    FROM ${monthlyTables} JOIN campaigns_campaign c ON c.slug = m.campaign
    LEFT JOIN LATERAL (SELECT failure, next_try_at FROM giving_monthly_charge
                        WHERE monthly_id = m.id AND state = 'open' AND attempts > 0 ORDER BY due_at DESC LIMIT 1) f ON true
   WHERE ($1 = '' OR strpos(lower(m.donor_name), lower($1)) > 0 OR strpos(lower(m.contact_email), lower($1)) > 0)
     AND ($2::text IS NULL OR m.state = $2)
     AND ($3::timestamptz IS NULL OR (m.created_at, m.id) < ($3::timestamptz, $4::uuid))
   ORDER BY m.created_at DESC, m.id DESC LIMIT $5`

/** A page of monthly gifts, the newest first; `next` is where the following one begins, null on the last. */
export async function listMonthly(
  sql: Sql,
  { filter, after, limit }: { filter: MonthlyFilter; after?: MonthlyPlace; limit: number },
): Promise<{ rows: ListedMonthly[]; next: ListedMonthly | null }> {
  const found = await sql.query<ListedMonthly>(list, [
    ...[filter.q, filter.state, after?.createdAt ?? null, after?.id ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}

const sums = `
  SELECT count(*) FILTER (WHERE m.state = 'active')::int AS running,
         coalesce(sum(v.amount_fen) FILTER (WHERE m.state = 'active'), 0)::bigint AS "monthlyFen",
         count(*) FILTER (WHERE m.state = 'past_due')::int AS "pastDue"
    FROM ${monthlyTables} WHERE m.state IN ('active', 'past_due')`

/** How many run and what they bring each month, and how many were not charged. */
export async function sumMonthly(sql: Sql): Promise<{ running: number; monthlyFen: Fen; pastDue: number }> {
  const [row] = await sql.query<{ running: number; monthlyFen: Fen; pastDue: number }>(sums)
  return row!
}
