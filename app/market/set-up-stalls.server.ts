import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { goodsJson } from './internal/goods-json'
import { stallClash } from './internal/stall-clash.server'
import { type StallInput, stallInput } from './stall'

export type SetUpRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-campaign'
  | 'unknown-fund'
  | 'key-taken'
  | 'number-taken'

/** Held until the end: whoever sets up stalls of one campaign does so one after the other. */
const lock = 'SELECT slug FROM campaigns_campaign WHERE slug = $1 FOR NO KEY UPDATE'
const insert = `
  INSERT INTO market_stall (campaign, key, number, name_zh, name_en, organisation, fund, goods)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)`

/**
 * Sets up stalls of a campaign's market: all of them or none. Refuses `not-allowed`, `invalid`, `unknown-campaign`,
 * `unknown-fund`, `key-taken`, `number-taken` (a number begins its receipts: no two stalls share one).
 */
export async function setUpStalls(
  db: Database,
  by: Actor,
  { campaign, stalls }: { campaign: string; stalls: readonly StallInput[] },
): Promise<Outcome<{ added: number }, SetUpRefusal>> {
  if (!can(by, 'market.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const parsed = stallInput.array().min(1).max(99).safeParse(stalls)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  return db.transaction(async (tx) => {
    const [known] = await tx.query(lock, [campaign])
    if (!known) return { ok: false, reason: 'unknown-campaign' }
    const clash = await stallClash(tx, campaign, parsed.data)
    if (clash) return { ok: false, reason: clash }
    for (const stall of parsed.data) {
      const { key, number, nameZh, nameEn, organisation, fund, goods } = stall
      const values = [campaign, key, number, nameZh, nameEn, organisation, fund, goodsJson(goods)]
      await tx.query(insert, values)
      const subject = { kind: 'stall', id: `${campaign}/${key}` }
      await recordAct(tx, { by, action: 'stall.set-up', subject, after: stall })
    }
    return { ok: true, added: parsed.data.length }
  })
}
