import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

const remove =
  'DELETE FROM giving_goods_line WHERE id = $1::uuid AND goods_id = $2::uuid RETURNING description'

/** Takes a kind of thing out again before it is handed on. Refuses `not-allowed`, `unknown-goods`, `not-open`, `line-gone`. */
export async function removeGoodsLine(
  db: Database,
  by: Actor,
  { goodsId, lineId }: { goodsId: string; lineId: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-goods' | 'not-open' | 'line-gone'>> {
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'lock')
    if (by.kind === 'software' || !can(by, 'goods.enter', reachOfGoods(goods)))
      return { ok: false, reason: 'not-allowed' }
    if (!goods) return { ok: false, reason: 'unknown-goods' }
    if (goods.state !== 'entered' || goods.waiting) return { ok: false, reason: 'not-open' }
    const [gone] = isUuid(lineId) ? await tx.query<{ description: string }>(remove, [lineId, goodsId]) : []
    if (!gone) return { ok: false, reason: 'line-gone' }
    const before = { lineId, description: gone.description }
    await recordAct(tx, { by, action: 'goods.remove', subject: { kind: 'goods', id: goodsId }, before })
    return { ok: true }
  })
}
