import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import type { FundGroup } from './fund'

/** A group with what its funds hold together, whole fen over sealed entries. */
export interface FundGroupSum extends FundGroup {
  funds: number
  receivedFen: bigint
  disbursedFen: bigint
  balanceFen: bigint
}

const sums = `
  SELECT g.key, g.name_zh AS "nameZh", g.name_en AS "nameEn", g.position, count(f.slug)::int AS funds,
         coalesce(sum(t.received_fen), 0)::bigint AS "receivedFen", coalesce(sum(t.disbursed_fen), 0)::bigint AS "disbursedFen",
         coalesce(sum(t.balance_fen), 0)::bigint AS "balanceFen"
    FROM ledger_fund_group g LEFT JOIN ledger_fund f ON f.group_key = g.key LEFT JOIN ledger_fund_total t ON t.fund = f.slug
   GROUP BY g.key ORDER BY g.position, g.key`

/** Every group with its funds' sums, by position; read from the funds' totals (one row each), never from lines. */
export const listFundGroups = (sql: Sql): Promise<FundGroupSum[]> => sql.query<FundGroupSum>(sums)

const all = `
  SELECT count(*)::int AS funds, coalesce(sum(t.received_fen), 0)::bigint AS "receivedFen",
         coalesce(sum(t.disbursed_fen), 0)::bigint AS "disbursedFen", coalesce(sum(t.balance_fen), 0)::bigint AS "balanceFen",
         coalesce(max(t.tree_size), 0)::bigint AS "treeSize"
    FROM ledger_fund f LEFT JOIN ledger_fund_total t ON t.fund = f.slug`

/** Groups to choose from, as a form's options. */
export const listGroupChoices = async (
  sql: Sql,
  locale: Locale,
): Promise<{ value: string; label: string }[]> =>
  (
    await sql.query<FundGroup>(
      'SELECT key, name_zh AS "nameZh", name_en AS "nameEn", position FROM ledger_fund_group ORDER BY position, key',
    )
  ).map((g) => ({ value: g.key, label: inLocale(locale, { zh: g.nameZh, en: g.nameEn }) }))

/** All funds together. */
export async function sumFunds(sql: Sql) {
  const [row] = await sql.query<Omit<FundGroupSum, keyof FundGroup> & { treeSize: bigint }>(all)
  return row!
}
