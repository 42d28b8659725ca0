import type { Sql } from '~/platform/db.server'
import type { FundGroup } from './fund'

/** A group of funds by its key; null when there is none. */
export async function findFundGroup(sql: Sql, key: string): Promise<FundGroup | null> {
  const [group] = await sql.query<FundGroup>(
    'SELECT key, name_zh AS "nameZh", name_en AS "nameEn", position FROM ledger_fund_group WHERE key = $1',
    [key],
  )
  return group ?? null
}
