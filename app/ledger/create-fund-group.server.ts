import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { FundGroup } from './fund'
import { checkedGroup, isNameTaken } from './internal/fund-group-row.server'

const insert = `
  INSERT INTO ledger_fund_group (key, name_zh, name_en, position) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING key`

/**
 * Opens a group of funds at somebody's wish: never over one that is there. Refuses `not-allowed`, `invalid`, `key-taken`, `name-taken`
 * (another group has one of its names).
 */
export async function createFundGroup(
  db: Database,
  by: Actor,
  input: FundGroup,
): Promise<Outcome<{ key: string }, 'not-allowed' | 'invalid' | 'key-taken' | 'name-taken'>> {
  if (!can(by, 'fund.change')) return { ok: false, reason: 'not-allowed' }
  const group = checkedGroup(input)
  if (!group) return { ok: false, reason: 'invalid' }
  const { key, ...after } = group
  return db.transaction(async (tx) => {
    if (await isNameTaken(tx, group)) return { ok: false, reason: 'name-taken' }
    const made = await tx.query(insert, [key, after.nameZh, after.nameEn, after.position])
    if (made.length === 0) return { ok: false, reason: 'key-taken' }
    await recordAct(tx, { by, action: 'fund.group', subject: { kind: 'fund-group', id: key }, after })
    return { ok: true, key }
  })
}
