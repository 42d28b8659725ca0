import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type GoodsErrors, readGoodsOut } from './goods'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

export type GiveGoodsRefusal =
  | 'not-allowed'
  | 'unknown-goods'
  | 'not-confirmed'
  | 'more-than-left'
  | 'before-received'
  | 'changed-since'
  | 'invalid'

/** Two who give out at once stand in a row: the second sees what the first has left. */
const lock = `
  SELECT quantity - given_out AS left, unit_value_fen AS "unitFen" FROM giving_goods_line
   WHERE id = $1::uuid AND goods_id = $2::uuid FOR UPDATE`
const keep = `
  WITH l AS (UPDATE giving_goods_line SET given_out = given_out + $3 WHERE id = $2::uuid)
  INSERT INTO giving_goods_out (id, line_id, quantity, recipients, given_on, evidence, evidence_type, evidence_name, entry_id, given_by, given_name)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

/**
 * Things go to a group of people: their worth leaves what is on hand. Never more than is there, whoever gives out at the same moment;
 * sent twice it is once. Refuses `not-allowed`, `unknown-goods`, `not-confirmed`, `more-than-left`, `before-received`,
 * `changed-since` (the form was sent before, with something else), `invalid` (with the fields' faults).
 */
export async function giveGoods(
  db: Database,
  by: Actor,
  asked: {
    goodsId: string
    lineId: string
    outId: string
    text: (name: string) => string
    evidence: Evidence
    today: Day
  },
): Promise<Outcome<{ valueFen: Fen }, GiveGoodsRefusal> & { errors?: GoodsErrors }> {
  const { goodsId, lineId, outId, evidence } = asked
  return db.transaction(async (tx) => {
    const goods = await goodsRow(tx, goodsId, 'look')
    if (by.kind === 'software' || !can(by, 'goods.give', reachOfGoods(goods)))
      return { ok: false, reason: 'not-allowed' }
    if (!goods || !isUuid(lineId)) return { ok: false, reason: 'unknown-goods' }
    if (goods.state !== 'confirmed') return { ok: false, reason: 'not-confirmed' }
    const read = readGoodsOut(asked.text, asked.today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if (!isUuid(outId)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    const { quantity, recipients, givenOn } = read.draft
    const [line] = await tx.query<{ left: bigint; unitFen: Fen }>(lock, [lineId, goodsId])
    if (!line) return { ok: false, reason: 'unknown-goods' }
    const [before] = await tx.query<{ quantity: bigint; lineId: string }>(
      'SELECT quantity, line_id::text AS "lineId" FROM giving_goods_out WHERE id = $1::uuid',
      [outId],
    )
    if (before)
      return before.lineId === lineId && before.quantity === quantity
        ? { ok: true, valueFen: quantity * line.unitFen }
        : { ok: false, reason: 'changed-since' }
    if (givenOn < goods.receivedOn) return { ok: false, reason: 'before-received' }
    if (quantity > line.left) return { ok: false, reason: 'more-than-left' }
    const valueFen = quantity * line.unitFen
    const { fund, campaign } = goods
    const posted = await postEntry(tx, {
      source: 'goods-out',
      key: outId,
      kind: 'goods',
      occurredOn: givenOn,
      channel: 'goods',
      lines: [
        { account: 'in-kind-given', fund, campaign, amountFen: valueFen },
        { account: 'goods-on-hand', fund, campaign, amountFen: -valueFen },
      ],
    })
    if (!posted.ok) throw new Error(`goods could not be given out: ${posted.reason}`)
    const proof = [evidence.id, evidence.type, evidence.name]
    const who = [posted.entryId, by.id, by.name]
    await tx.query(keep, [outId, lineId, quantity, recipients, givenOn, ...proof, ...who])
    const after = { outId, lineId, quantity, givenOn, evidence: evidence.id }
    await recordAct(tx, { by, action: 'goods.give', subject: { kind: 'goods', id: goodsId }, after })
    return { ok: true, valueFen }
  })
}
