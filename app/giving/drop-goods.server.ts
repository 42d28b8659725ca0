import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { longestGoods } from './goods'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

/**
 * Goods were entered by mistake: nothing is booked, they and the reason are kept. Refuses `not-allowed`, `unknown-goods`, `not-open`,
 * `note-needed`.
 */
export async function dropGoods(
  db: Database,
  by: Actor,
  { goodsId, note }: { goodsId: string; note: string },
): Promise<Outcome<object, 'not-allowed' | 'unknown-goods' | 'not-open' | 'note-needed'>> {
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'lock')
    if (by.kind === 'software' || !can(by, 'goods.enter', reachOfGoods(goods)))
      return { ok: false, reason: 'not-allowed' }
    if (!goods) return { ok: false, reason: 'unknown-goods' }
    if (goods.state !== 'entered' || goods.waiting) return { ok: false, reason: 'not-open' }
    const why = [...note.normalize('NFC').trim()].slice(0, longestGoods.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    await tx.query(`UPDATE giving_goods SET state = 'dropped', note = $2 WHERE id = $1::uuid`, [goodsId, why])
    await recordAct(tx, { by, action: 'goods.drop', subject: { kind: 'goods', id: goodsId }, note: why })
    return { ok: true }
  })
}
