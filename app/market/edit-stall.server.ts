import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { goodsJson } from './internal/goods-json'
import { areFunds } from './internal/stall-clash.server'
import { lockStall } from './internal/stall-row.server'
import { type StallInput, stallInput } from './stall'

export type EditRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-stall'
  | 'changed-meanwhile'
  | 'unknown-fund'
  | 'number-taken'
  | 'number-in-use'
  | 'fund-in-use'

const uses = `
  SELECT EXISTS (SELECT FROM market_device WHERE campaign = $1 AND stall = $2) AS devices,
         EXISTS (SELECT FROM market_sale WHERE campaign = $1 AND stall = $2)
         OR EXISTS (SELECT FROM market_count WHERE campaign = $1 AND stall = $2) AS money,
         EXISTS (SELECT FROM market_stall WHERE campaign = $1 AND number = $3 AND key <> $2) AS taken`
const update = `
  UPDATE market_stall SET number = $3, name_zh = $4, name_en = $5, organisation = $6, fund = $7, goods = $8::jsonb,
         version = version + 1 WHERE campaign = $1 AND key = $2`

/**
 * Saves a stall; its key stands. `version` is the one that the editing began from. Refuses `not-allowed`, `invalid`,
 * `unknown-stall`, `changed-meanwhile`, `unknown-fund`, `number-taken`, `number-in-use` (a phone has taken it up: the number is
 * on its receipts) and `fund-in-use` (something was sold or counted: buyers were told which fund it is for).
 */
export async function editStall(
  db: Database,
  by: Actor,
  { campaign, stall: typed, version }: { campaign: string; stall: StallInput; version: number },
): Promise<Outcome<{ changed: boolean }, EditRefusal>> {
  if (!can(by, 'market.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const parsed = stallInput.safeParse(typed)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { key, number, nameZh, nameEn, organisation, fund, goods } = parsed.data
  return db.transaction(async (tx) => {
    const stored = await lockStall(tx, campaign, key)
    if (!stored) return { ok: false, reason: 'unknown-stall' }
    if (stored.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const { campaign: _, version: __, ...before } = stored
    const json = (value: object) =>
      JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v))
    if (json({ key, number, nameZh, nameEn, organisation, fund, goods }) === json(before))
      return { ok: true, changed: false }
    const [used] = await tx.query<{ devices: boolean; money: boolean; taken: boolean }>(uses, [
      campaign,
      key,
      number,
    ])
    if (fund !== stored.fund && used!.money) return { ok: false, reason: 'fund-in-use' }
    if (number !== stored.number && used!.devices) return { ok: false, reason: 'number-in-use' }
    if (used!.taken) return { ok: false, reason: 'number-taken' }
    if (!(await areFunds(tx, [fund]))) return { ok: false, reason: 'unknown-fund' }
    await tx.query(update, [campaign, key, number, nameZh, nameEn, organisation, fund, goodsJson(goods)])
    const subject = { kind: 'stall', id: `${campaign}/${key}` }
    const after = { ...parsed.data, version: version + 1 }
    await recordAct(tx, { by, action: 'stall.edit', subject, before, after })
    return { ok: true, changed: true }
  })
}
