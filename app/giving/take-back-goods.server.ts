import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { longestGoods } from './goods'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

/** The line is held first, as whoever gives out holds it. */
const line = `
  SELECT l.id FROM giving_goods_line l WHERE l.goods_id = $1::uuid
     AND l.id = (SELECT line_id FROM giving_goods_out WHERE id = $2::uuid) FOR UPDATE`
const find = `
  SELECT entry_id AS "entryId", taken_back_at IS NOT NULL AS gone FROM giving_goods_out WHERE id = $1::uuid`
const back = `
  WITH o AS (UPDATE giving_goods_out SET taken_back_at = clock_timestamp(), taken_back_why = $2 WHERE id = $1::uuid RETURNING line_id, quantity)
  UPDATE giving_goods_line SET given_out = given_out - (SELECT quantity FROM o) WHERE id = (SELECT line_id FROM o)`

/**
 * A giving out was written down wrongly: its entry is reversed and the things are on hand again; the reason is kept. Refuses
 * `not-allowed`, `unknown-goods`, `changed-since` (taken back already), `note-needed`.
 */
export async function takeBackGoods(
  db: Database,
  by: Actor,
  { goodsId, outId, note, today }: { goodsId: string; outId: string; note: string; today: Day },
): Promise<Outcome<object, 'not-allowed' | 'unknown-goods' | 'changed-since' | 'note-needed'>> {
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'look')
    if (by.kind === 'software' || !can(by, 'goods.give', reachOfGoods(goods)))
      return { ok: false, reason: 'not-allowed' }
    if (!goods || !isUuid(outId) || (await tx.query(line, [goodsId, outId])).length === 0)
      return { ok: false, reason: 'unknown-goods' }
    const [out] = await tx.query<{ entryId: bigint; gone: boolean }>(find, [outId])
    if (out!.gone) return { ok: false, reason: 'changed-since' }
    const why = [...note.normalize('NFC').trim()].slice(0, longestGoods.note).join('')
    if (why === '') return { ok: false, reason: 'note-needed' }
    const { entryId } = out!
    const reversed = await reverseEntry(tx, { entryId, memo: 'not given out', occurredOn: today })
    if (!reversed.ok) throw new Error(`a giving out could not be taken back: ${reversed.reason}`)
    await tx.query(back, [outId, why])
    const subject = { kind: 'goods', id: goodsId }
    await recordAct(tx, { by, action: 'goods.take-back', subject, before: { outId }, note: why })
    return { ok: true }
  })
}
