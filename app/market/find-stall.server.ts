import type { Sql } from '~/platform/db.server'
import { readStall, type StallRow, stallColumns } from './internal/stall-row.server'
import type { Stall } from './stall'

export interface FoundStall extends Stall {
  fundZh: string
  fundEn: string
}

const find = `
  SELECT ${stallColumns}, f.name_zh AS "fundZh", f.name_en AS "fundEn"
    FROM market_stall s JOIN ledger_fund f ON f.slug = s.fund WHERE s.campaign = $1 AND s.key = $2`

/** A stall with the name of the fund that it sells for; null when there is none. */
export async function findStall(sql: Sql, campaign: string, key: string): Promise<FoundStall | null> {
  const [row] = await sql.query<StallRow & { fundZh: string; fundEn: string }>(find, [campaign, key])
  return row ? { ...readStall(row), fundZh: row.fundZh, fundEn: row.fundEn } : null
}
