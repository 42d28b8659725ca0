import type { Actor } from '~/identity/actor'
import { reachOf } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { Goods, GoodsFilter } from './goods'
import { goodsColumns } from './internal/goods-columns.server'
import type { BatchKey } from './list-batches.server'

const list = `
  SELECT * FROM (SELECT ${goodsColumns} FROM giving_goods g
   WHERE ($1::text[] IS NULL OR g.campaign = ANY ($1))
     AND ($2 = '' OR strpos(lower(g.donor_name), lower($2)) > 0 OR EXISTS (
       SELECT FROM giving_goods_line l WHERE l.goods_id = g.id AND strpos(lower(l.description), lower($2)) > 0))) x
   WHERE ($3::text IS NULL OR state = $3) AND ($4::timestamptz IS NULL OR ("createdAt", id::uuid) < ($4::timestamptz, $5::uuid))
   ORDER BY "createdAt" DESC, id::uuid DESC LIMIT $6`

/** A page of gifts of goods within `by`'s reach, the newest first; `next` is null on the last. */
export async function listGoods(
  sql: Sql,
  by: Actor,
  { filter, after, limit }: { filter: GoodsFilter; after?: BatchKey; limit: number },
): Promise<{ rows: Goods[]; next: Goods | null }> {
  const reach = reachOf(by, 'goods.see', 'campaign')
  const found = await sql.query<Goods>(list, [
    ...[reach === '*' ? null : reach, filter.q, filter.state],
    ...[after?.createdAt ?? null, after?.id ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}

const sums = `
  SELECT coalesce(sum(l.quantity * l.unit_value_fen), 0)::bigint AS "receivedFen", coalesce(sum(l.given_out * l.unit_value_fen), 0)::bigint AS "givenFen"
    FROM giving_goods g JOIN giving_goods_line l ON l.goods_id = g.id
   WHERE g.state = 'confirmed' AND ($1::text[] IS NULL OR g.campaign = ANY ($1))`

/** What goods within `by`'s reach are worth, and what of it was given out. */
export async function sumGoods(sql: Sql, by: Actor): Promise<{ receivedFen: Fen; givenFen: Fen }> {
  const reach = reachOf(by, 'goods.see', 'campaign')
  const [row] = await sql.query<{ receivedFen: Fen; givenFen: Fen }>(sums, [reach === '*' ? null : reach])
  return row!
}
