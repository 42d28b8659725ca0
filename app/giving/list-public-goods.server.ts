import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface PublicGoods {
  id: string
  description: string
  quantity: bigint
  unit: string
  valueFen: Fen
  givenOut: bigint
  receivedOn: Day
  /** Empty: they did not agree to be named. */
  donorName: string
}
const mostShown = 30
const ofThis = `
  FROM giving_goods g JOIN giving_goods_line l ON l.goods_id = g.id
   WHERE g.state = 'confirmed' AND CASE WHEN $1 = 'campaign' THEN g.campaign = $2 ELSE g.fund = $2 END
     AND EXISTS (SELECT FROM ledger_leaf f WHERE f.entry_id = g.entry_id)`
const list = `
  SELECT l.id::text, l.description, l.quantity, l.unit, (l.quantity * l.unit_value_fen)::bigint AS "valueFen", l.given_out AS "givenOut",
         g.received_on AS "receivedOn", CASE WHEN g.name_consent THEN g.donor_name ELSE '' END AS "donorName"
  ${ofThis} ORDER BY g.received_on DESC, g.created_at DESC, l.position LIMIT ${mostShown + 1}`
const sum = `SELECT coalesce(sum(l.quantity * l.unit_value_fen), 0)::bigint AS fen ${ofThis}`

export interface GoodsShown {
  goods: PublicGoods[]
  more: boolean
  valueFen: Fen
}

/**
 * Goods that a campaign or a fund was given, the newest first, and what all of them are worth: sealed ones only, and names by
 * consent. Null when there are none.
 */
export async function listPublicGoods(
  sql: Sql,
  of: 'campaign' | 'fund',
  slug: string,
): Promise<GoodsShown | null> {
  const goods = await sql.query<PublicGoods>(list, [of, slug])
  if (goods.length === 0) return null
  const [all] = await sql.query<{ fen: Fen }>(sum, [of, slug])
  return { goods: goods.slice(0, mostShown), more: goods.length > mostShown, valueFen: all!.fen }
}
