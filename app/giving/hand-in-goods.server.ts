import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

/**
 * Hands goods that were entered on to a second person, who looks at things and worth and confirms (`confirmGoods`). Refuses
 * `not-allowed`, `unknown-goods`, `not-open`, `no-lines`.
 */
export async function handInGoods(
  db: Database,
  by: Actor,
  goodsId: string,
): Promise<Outcome<object, 'not-allowed' | 'unknown-goods' | 'not-open' | 'no-lines'>> {
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'lock')
    const reach = reachOfGoods(goods)
    if (by.kind === 'software' || !can(by, 'goods.enter', reach)) return { ok: false, reason: 'not-allowed' }
    if (!goods) return { ok: false, reason: 'unknown-goods' }
    if (goods.state !== 'entered' || goods.waiting) return { ok: false, reason: 'not-open' }
    const lines = await tx.query('SELECT id FROM giving_goods_line WHERE goods_id = $1::uuid LIMIT 1', [
      goodsId,
    ])
    if (lines.length === 0) return { ok: false, reason: 'no-lines' }
    const subject = { kind: 'goods', id: goodsId }
    const proposed = await propose(tx, by, { action: 'goods.enter', subject, reach, payload: { goodsId } })
    return proposed.ok ? { ok: true } : { ok: false, reason: 'not-open' }
  })
}
