import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

export interface GoodsRow {
  id: string
  campaign: string | null
  fund: string
  receivedOn: Day
  state: 'entered' | 'confirmed' | 'dropped'
  waiting: boolean
}
/** SQL: whether goods `g` wait for the second person. */
export const waitsForSecond = `
  EXISTS (SELECT FROM identity_proposal p WHERE p.action = 'goods.enter' AND p.subject_kind = 'goods' AND p.subject_id = g.id::text
            AND p.state = 'waiting')`
const find = `
  SELECT g.id::text, g.campaign, g.fund, g.received_on AS "receivedOn", g.state, ${waitsForSecond} AS waiting
    FROM giving_goods g WHERE g.id = $1::uuid`

/** A gift of goods as verbs need it; with `lock` it is held to the end of the transaction. Null when there is none. */
export async function goodsRow(sql: Sql, id: string, lock: 'lock' | 'look'): Promise<GoodsRow | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<GoodsRow>(lock === 'lock' ? `${find} FOR UPDATE OF g` : find, [id])
  return row ?? null
}

/** By what rights over goods are judged. */
export const reachOfGoods = (goods: { campaign: string | null; fund: string } | null) => ({
  campaign: goods?.campaign ?? undefined,
  fund: goods?.fund,
})
