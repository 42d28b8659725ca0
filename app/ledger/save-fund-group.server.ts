import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { slugShape } from '~/platform/slug'
import type { FundGroup } from './fund'

const mostName = 40
const save = `
  INSERT INTO ledger_fund_group (key, name_zh, name_en, position) VALUES ($1, $2, $3, $4)
  ON CONFLICT (key) DO UPDATE SET name_zh = $2, name_en = $3, position = $4
   WHERE (ledger_fund_group.name_zh, ledger_fund_group.name_en, ledger_fund_group.position) IS DISTINCT FROM ($2, $3, $4::int)
  RETURNING key`

/** Opens a group of funds or names it anew; its key stands. Saving the same again changes nothing. Refuses `not-allowed`, `invalid`. */
export async function saveFundGroup(
  db: Database,
  by: Actor,
  group: FundGroup,
): Promise<Outcome<{ changed: boolean }, 'not-allowed' | 'invalid'>> {
  if (!can(by, 'fund.change')) return { ok: false, reason: 'not-allowed' }
  const [nameZh, nameEn] = [group.nameZh.normalize('NFC').trim(), group.nameEn.normalize('NFC').trim()]
  const named = [nameZh, nameEn].every((name) => name !== '' && name.length <= mostName)
  if (!named || !slugShape.test(group.key) || !Number.isInteger(group.position))
    return { ok: false, reason: 'invalid' }
  return db.transaction(async (tx) => {
    const saved = await tx.query(save, [group.key, nameZh, nameEn, group.position])
    if (saved.length === 0) return { ok: true, changed: false }
    const after = { nameZh, nameEn, position: group.position }
    await recordAct(tx, { by, action: 'fund.group', subject: { kind: 'fund', id: group.key }, after })
    return { ok: true, changed: true }
  })
}
