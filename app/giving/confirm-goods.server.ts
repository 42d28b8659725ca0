import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { checkCode } from './internal/check-code.server'
import { goodsRow, reachOfGoods } from './internal/goods-row.server'

const worth = `
  SELECT coalesce(sum(quantity * unit_value_fen), 0)::bigint AS fen FROM giving_goods_line WHERE goods_id = $1::uuid`
const confirm = `
  UPDATE giving_goods SET state = 'confirmed', entry_id = $2, confirmed_by = $3, confirmed_at = clock_timestamp(),
         number = nextval('giving_goods_number'), check_code = $4
   WHERE id = $1::uuid AND state = 'entered' RETURNING id`

/**
 * Books goods that two people have looked at: their worth comes on hand and into the gifts in kind, on the day they were received, in
 * accounts that no total of money counts; from then on they have their paper. In `tx`, which says that `by`, the second person, agrees. Refuses `not-allowed`,
 * `changed-since` (confirmed, dropped, or nothing is left of them).
 */
export async function confirmGoods(
  tx: Sql,
  by: Actor,
  goodsId: string,
): Promise<Outcome<{ entryId: bigint }, 'not-allowed' | 'changed-since'>> {
  const goods = await goodsRow(tx, goodsId, 'lock')
  if (!canAgree(by, 'goods.enter', reachOfGoods(goods))) return { ok: false, reason: 'not-allowed' }
  if (goods?.state !== 'entered') return { ok: false, reason: 'changed-since' }
  const [sum] = await tx.query<{ fen: Fen }>(worth, [goodsId])
  if (sum!.fen <= 0n) return { ok: false, reason: 'changed-since' }
  const { fund, campaign } = goods
  const posted = await postEntry(tx, {
    source: 'goods',
    key: goodsId,
    kind: 'goods',
    occurredOn: goods.receivedOn,
    channel: 'goods',
    lines: [
      { account: 'goods-on-hand', fund, campaign, amountFen: sum!.fen },
      { account: 'in-kind-gifts', fund, campaign, amountFen: -sum!.fen },
    ],
  })
  if (!posted.ok) throw new Error(`goods could not be booked: ${posted.reason}`)
  await tx.query(confirm, [goodsId, posted.entryId, by.id, checkCode()])
  const subject = { kind: 'goods', id: goodsId }
  await recordAct(tx, { by, action: 'goods.enter', subject, after: { valueFen: sum!.fen } })
  return { ok: true, entryId: posted.entryId }
}
