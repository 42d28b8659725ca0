import type { Sql } from '~/platform/db.server'
import type { FundWithTotals } from './fund'
import { fundWithTotals } from './internal/fund-columns'

/** Where a page of funds ended. */
export interface FundCursor {
  position: number
  slug: string
}

const page = `${fundWithTotals} WHERE (f.position, f.slug) > ($1::int, $2::text) AND ($4::text[] IS NULL OR f.slug = ANY ($4::text[]))
  ORDER BY f.position, f.slug LIMIT $3`

/** Funds with totals by position and slug, `limit` (at most 200) to a page, all or those `within` some slugs; `next` is null on the last one. */
export async function listFunds(
  sql: Sql,
  { after, limit = 50, within }: { after?: FundCursor; limit?: number; within?: readonly string[] } = {},
): Promise<{ funds: FundWithTotals[]; next: FundCursor | null }> {
  const size = Math.max(1, Math.min(limit, 200))
  const rows = await sql.query<FundWithTotals>(page, [
    after?.position ?? -(2 ** 31),
    after?.slug ?? '',
    size + 1,
    within ?? null,
  ])
  const funds = rows.slice(0, size)
  const last = funds.at(-1)
  return { funds, next: last && rows.length > size ? { position: last.position, slug: last.slug } : null }
}
