import type { Sql } from '~/platform/db.server'

export interface FundToGroup {
  slug: string
  nameZh: string
  nameEn: string
  balanceFen: bigint
  /** The group it is in. */
  group: { nameZh: string; nameEn: string } | null
}

const columns = `
  SELECT f.slug, f.name_zh AS "nameZh", f.name_en AS "nameEn", coalesce(t.balance_fen, 0)::bigint AS "balanceFen",
         CASE WHEN g.key IS NOT NULL THEN json_build_object('nameZh', g.name_zh, 'nameEn', g.name_en) END AS "group"
    FROM ledger_fund f LEFT JOIN ledger_fund_total t ON t.fund = f.slug LEFT JOIN ledger_fund_group g ON g.key = f.group_key`
const inside = `${columns} WHERE f.group_key = $1 ORDER BY f.position, f.slug LIMIT 500`
/** Those that are in no group first: most are put into their first one. */
const outside = `${columns} WHERE f.group_key IS DISTINCT FROM $1
   AND strpos(lower(f.name_zh || ' ' || f.name_en || ' ' || f.slug), lower($2)) > 0
 ORDER BY f.group_key IS NOT NULL, f.position, f.slug LIMIT $3`

/** The funds of a group; 500 at most. */
export const listFundsInGroup = (sql: Sql, key: string): Promise<FundToGroup[]> =>
  sql.query<FundToGroup>(inside, [key])

/** Funds that are not in a group, narrowed by a word of their name: the first `limit`, and whether there are more. */
export async function listFundsOutside(
  sql: Sql,
  key: string,
  { q, limit = 50 }: { q: string; limit?: number },
): Promise<{ funds: FundToGroup[]; more: boolean }> {
  const rows = await sql.query<FundToGroup>(outside, [key, q, limit + 1])
  return { funds: rows.slice(0, limit), more: rows.length > limit }
}
