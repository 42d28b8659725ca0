import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { FundWithTotals } from './fund'
import { fundWithTotals } from './internal/fund-columns'

const bySlug = `${fundWithTotals} WHERE f.slug = $1`

/** One fund with its totals. Refusal `unknown-fund`. */
export async function findFund(
  sql: Sql,
  slug: string,
): Promise<Outcome<{ fund: FundWithTotals }, 'unknown-fund'>> {
  const [fund] = await sql.query<FundWithTotals>(bySlug, [slug])
  return fund ? { ok: true, fund } : { ok: false, reason: 'unknown-fund' }
}
