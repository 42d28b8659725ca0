import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Goods, GoodsLine, GoodsOut } from './goods'
import { goodsColumns } from './internal/goods-columns.server'
import { reachOfGoods } from './internal/goods-row.server'

const find = `SELECT ${goodsColumns} FROM giving_goods g WHERE g.id = $1::uuid`
const lines = `
  SELECT id::text, description, quantity, unit, unit_value_fen AS "unitValueFen", valuation, valued_by AS "valuedBy", evidence,
         evidence_name AS "evidenceName", given_out AS "givenOut"
    FROM giving_goods_line WHERE goods_id = $1::uuid ORDER BY position`
const outs = `
  SELECT o.id::text, o.line_id::text AS "lineId", o.quantity, o.recipients, o.given_on AS "givenOn", o.evidence,
         o.evidence_name AS "evidenceName", o.given_name AS "givenByName", CASE WHEN o.taken_back_at IS NOT NULL THEN o.taken_back_why END AS "takenBackWhy"
    FROM giving_goods_out o JOIN giving_goods_line l ON l.id = o.line_id WHERE l.goods_id = $1::uuid ORDER BY o.given_at`

export interface FoundGoods {
  goods: Goods
  lines: GoodsLine[]
  outs: GoodsOut[]
}

/** One gift of goods with its things and what was given out of them; null when there is none within `by`'s reach. */
export async function findGoods(sql: Sql, by: Actor, id: string): Promise<FoundGoods | null> {
  if (!isUuid(id)) return null
  const [goods] = await sql.query<Goods>(find, [id])
  if (!goods || !can(by, 'goods.see', reachOfGoods(goods))) return null
  return {
    goods,
    lines: await sql.query<GoodsLine>(lines, [id]),
    outs: await sql.query<GoodsOut>(outs, [id]),
  }
}

const proof = `
  SELECT evidence_type AS type, evidence_name AS name FROM giving_goods_line WHERE goods_id = $1::uuid AND evidence = $2
  UNION ALL
  SELECT o.evidence_type, o.evidence_name FROM giving_goods_out o JOIN giving_goods_line l ON l.id = o.line_id
   WHERE l.goods_id = $1::uuid AND o.evidence = $2 LIMIT 1`

/** A file that proves something of these goods; null when it is none of theirs. */
export async function findEvidence(
  sql: Sql,
  goodsId: string,
  evidence: string,
): Promise<{ type: string; name: string } | null> {
  const [file] = await sql.query<{ type: string; name: string }>(proof, [goodsId, evidence])
  return file ?? null
}
