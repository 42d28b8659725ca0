import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { FundGroup } from './fund'
import { checkedGroup, isNameTaken } from './internal/fund-group-row.server'

const stored = `
  SELECT name_zh AS "nameZh", name_en AS "nameEn", position FROM ledger_fund_group WHERE key = $1 FOR UPDATE`
const save = `
  INSERT INTO ledger_fund_group (key, name_zh, name_en, position) VALUES ($1, $2, $3, $4)
  ON CONFLICT (key) DO UPDATE SET name_zh = $2, name_en = $3, position = $4
   WHERE (ledger_fund_group.name_zh, ledger_fund_group.name_en, ledger_fund_group.position) IS DISTINCT FROM ($2, $3, $4::int)
  RETURNING key`

/**
 * Opens a group of funds or names it anew; its key stands. Saving the same again changes nothing. Refuses `not-allowed`, `invalid`,
 * `name-taken` (another group has one of its names).
 */
export async function saveFundGroup(
  db: Database,
  by: Actor,
  input: FundGroup,
): Promise<Outcome<{ changed: boolean }, 'not-allowed' | 'invalid' | 'name-taken'>> {
  if (!can(by, 'fund.change')) return { ok: false, reason: 'not-allowed' }
  const group = checkedGroup(input)
  if (!group) return { ok: false, reason: 'invalid' }
  const { key, ...after } = group
  return db.transaction(async (tx) => {
    if (await isNameTaken(tx, group)) return { ok: false, reason: 'name-taken' }
    const [before] = await tx.query<Omit<FundGroup, 'key'>>(stored, [key])
    const saved = await tx.query(save, [key, after.nameZh, after.nameEn, after.position])
    if (saved.length === 0) return { ok: true, changed: false }
    await recordAct(tx, { by, action: 'fund.group', subject: { kind: 'fund-group', id: key }, before, after })
    return { ok: true, changed: true }
  })
}
