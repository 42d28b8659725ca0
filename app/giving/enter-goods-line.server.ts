import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type GoodsErrors, mostGoodsLines, readGoodsLine } from './goods'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

export type EnterGoodsRefusal = 'not-allowed' | 'unknown-goods' | 'not-open' | 'too-many-lines' | 'invalid'

const insert = `
  INSERT INTO giving_goods_line (id, goods_id, description, quantity, unit, unit_value_fen, valuation, valued_by, evidence, evidence_type,
                                 evidence_name)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Enters one kind of thing with its worth and the file that proves it; sent twice it is there once. Refuses `not-allowed`,
 * `unknown-goods`, `not-open` (handed on, or confirmed), `too-many-lines`, `invalid` (with the fields' faults).
 */
export async function enterGoodsLine(
  db: Database,
  by: Actor,
  asked: { goodsId: string; lineId: string; text: (name: string) => string; evidence: Evidence },
): Promise<Outcome<object, EnterGoodsRefusal> & { errors?: GoodsErrors }> {
  const { goodsId, lineId, text, evidence } = asked
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'lock')
    if (by.kind === 'software' || !can(by, 'goods.enter', reachOfGoods(goods)))
      return { ok: false, reason: 'not-allowed' }
    if (!goods) return { ok: false, reason: 'unknown-goods' }
    if (goods.state !== 'entered' || goods.waiting) return { ok: false, reason: 'not-open' }
    const read = readGoodsLine(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if (!isUuid(lineId)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    const [lines] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM giving_goods_line WHERE goods_id = $1::uuid',
      [goodsId],
    )
    if (lines!.n >= mostGoodsLines) return { ok: false, reason: 'too-many-lines' }
    const { description, quantity, unit, unitValueFen, valuation, valuedBy } = read.draft
    const proof = [evidence.id, evidence.type, evidence.name]
    const worth = [quantity, unit, unitValueFen, valuation, valuedBy]
    const made = await tx.query(insert, [lineId, goodsId, description, ...worth, ...proof])
    if (made.length === 0) return { ok: true }
    const after = { lineId, description, quantity, unit, unitValueFen, valuation, evidence: evidence.id }
    await recordAct(tx, { by, action: 'goods.line', subject: { kind: 'goods', id: goodsId }, after })
    return { ok: true }
  })
}
