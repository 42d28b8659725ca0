import type { Sql } from '~/platform/db.server'

export interface FundChoice {
  slug: string
  nameZh: string
  nameEn: string
}

/** Every fund by name, for choosing one; 2,000 at most. */
export async function listFundChoices(sql: Sql): Promise<FundChoice[]> {
  return sql.query<FundChoice>(
    `SELECT slug, name_zh AS "nameZh", name_en AS "nameEn" FROM ledger_fund ORDER BY position, slug LIMIT 2000`,
  )
}
