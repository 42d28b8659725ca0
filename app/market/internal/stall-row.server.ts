import type { Sql } from '~/platform/db.server'
import type { Stall } from '../stall'
import { readGoods, type StoredGoods } from './goods-json'

export type StallRow = Omit<Stall, 'goods'> & { goods: StoredGoods[] }
/** What a query of `market_stall s` selects to be read as a stall. */
export const stallColumns = `
  s.campaign, s.key, s.number, s.name_zh AS "nameZh", s.name_en AS "nameEn", s.organisation, s.fund, s.goods, s.version`
export const readStall = (row: StallRow): Stall => ({ ...row, goods: readGoods(row.goods) })

/** A stall whose row is held until the end of the transaction: devices and counts of one stall come one after the other. */
export async function lockStall(tx: Sql, campaign: string, key: string): Promise<Stall | null> {
  const sql = `SELECT ${stallColumns} FROM market_stall s WHERE s.campaign = $1 AND s.key = $2 FOR UPDATE`
  const [row] = await tx.query<StallRow>(sql, [campaign, key])
  return row ? readStall(row) : null
}
