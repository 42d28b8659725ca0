import type { Sql } from '~/platform/db.server'
import type { FundWithTotals } from './fund'
import type { FundFilter, FundRankKey } from './fund-filter'
import { fundWithTotals } from './internal/fund-columns'

/** The largest first; in the federation's own order the smallest position. Literals of ours, so that each has its own plan. */
const ranks = {
  position: 'r.position::bigint',
  balance: '-r."balanceFen"::bigint',
  received: '-r."receivedFen"::bigint',
  disbursed: '-r."disbursedFen"::bigint',
} as const

const page = (by: keyof typeof ranks) => `
  SELECT * FROM (SELECT r.*, ${ranks[by]} AS rank FROM (${fundWithTotals}) r
   WHERE ($1 = '' OR strpos(lower(r."nameZh" || ' ' || r."nameEn" || ' ' || r.founder || ' ' || r.slug), lower($1)) > 0)
     AND ($2::text IS NULL OR r."group" = $2) AND ($3::text IS NULL OR r.kind = $3)) x
   WHERE $4::bigint IS NULL OR (x.rank, x.slug) > ($4::bigint, $5::text) ORDER BY x.rank, x.slug LIMIT $6`

/** Funds as they are narrowed and ranked, `limit` to a page; `next` is null on the last one. */
export async function rankFunds(
  sql: Sql,
  { filter, after, limit }: { filter: FundFilter; after?: FundRankKey; limit: number },
): Promise<{ funds: FundWithTotals[]; next: FundRankKey | null }> {
  const rows = await sql.query<FundWithTotals & { rank: bigint }>(page(filter.by), [
    ...[filter.q, filter.group, filter.kind, after?.rank ?? null, after?.slug ?? null, limit + 1],
  ])
  const last = rows[limit - 1]
  return {
    funds: rows.slice(0, limit),
    next: rows.length > limit && last ? { rank: last.rank, slug: last.slug } : null,
  }
}
