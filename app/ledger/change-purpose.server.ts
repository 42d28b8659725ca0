import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

interface Change {
  fund: string
  beforeZh: string
  beforeEn: string
  afterZh: string
  afterEn: string
  basis: string
}
const find = `
  SELECT p.fund, p.before_zh AS "beforeZh", p.before_en AS "beforeEn", p.after_zh AS "afterZh", p.after_en AS "afterEn", p.basis
    FROM ledger_fund_purpose p JOIN ledger_fund f ON f.slug = p.fund
   WHERE p.id = $1::uuid AND p.agreed_on IS NULL AND f.purpose_zh = p.before_zh AND f.purpose_en = p.before_en FOR UPDATE OF p, f`
const agree = `
  WITH f AS (UPDATE ledger_fund SET purpose_zh = $4, purpose_en = $5, version = version + 1 WHERE slug = $3 RETURNING version)
  UPDATE ledger_fund_purpose SET agreed_on = $2, agreed_by = $6 WHERE id = $1::uuid RETURNING (SELECT version FROM f) AS version`

/**
 * A fund's purpose becomes what was asked for; what it was before, why and by what stay on its page for good. In `tx`, which says that
 * `by`, the second person, agrees. Refuses `not-allowed`, `changed-since` (the purpose is not what it was when it was asked for).
 */
export async function changePurpose(
  tx: Sql,
  by: Actor,
  { changeId, today }: { changeId: string; today: Day },
): Promise<Outcome<{ slug: string }, 'not-allowed' | 'changed-since'>> {
  const [change] = isUuid(changeId) ? await tx.query<Change>(find, [changeId]) : []
  if (!canAgree(by, 'fund.purpose', { fund: change?.fund })) return { ok: false, reason: 'not-allowed' }
  if (!change) return { ok: false, reason: 'changed-since' }
  const { fund, beforeZh, beforeEn, afterZh, afterEn, basis } = change
  const [row] = await tx.query<{ version: number }>(agree, [changeId, today, fund, afterZh, afterEn, by.id])
  await recordAct(tx, {
    by,
    action: 'fund.purpose',
    subject: { kind: 'fund', id: fund },
    before: { purposeZh: beforeZh, purposeEn: beforeEn },
    after: { purposeZh: afterZh, purposeEn: afterEn, basis, version: row!.version },
  })
  return { ok: true, slug: fund }
}
