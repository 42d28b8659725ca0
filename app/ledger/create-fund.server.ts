import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findFundGroup } from './find-fund-group.server'
import { type FundInput, fundInput } from './fund-input'
import { openFund } from './open-fund.server'

/** Opens a fund at somebody's wish. Refuses `not-allowed`, `invalid`, `slug-taken` (also by the very same fund), `unknown-group`. */
export async function createFund(
  db: Database,
  by: Actor,
  input: FundInput,
): Promise<Outcome<{ slug: string }, 'not-allowed' | 'invalid' | 'slug-taken' | 'unknown-group'>> {
  if (!can(by, 'fund.change', { fund: input.slug })) return { ok: false, reason: 'not-allowed' }
  const parsed = fundInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const { slug, ...after } = parsed.data
  return db.transaction(async (tx) => {
    const { group } = parsed.data
    if (group !== null && !(await findFundGroup(tx, group))) return { ok: false, reason: 'unknown-group' }
    const opened = await openFund(tx, parsed.data)
    if (!opened.ok || !opened.created) return { ok: false, reason: 'slug-taken' }
    await recordAct(tx, { by, action: 'fund.open', subject: { kind: 'fund', id: slug }, after })
    return { ok: true, slug }
  })
}
