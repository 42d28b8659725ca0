import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findFundGroup } from './find-fund-group.server'

/** As many as a page of the desk offers at once. */
export const mostGrouped = 500

const held = `
  SELECT slug, group_key AS "group" FROM ledger_fund WHERE slug = ANY ($1::text[]) ORDER BY slug FOR UPDATE`
const move = `
  UPDATE ledger_fund SET group_key = $2, version = version + 1 WHERE slug = $1 RETURNING version`

/**
 * Puts funds into a group, from none or from another one, or (`take`) out of it: then only those that are still in it. Money does not
 * move, only what it is summed under. Each fund's own history says so. Refuses `not-allowed`, `unknown-group`, `none-chosen`,
 * `unknown-fund` (then nothing is changed). `moved` counts those that changed.
 */
export async function groupFunds(
  db: Database,
  by: Actor,
  { group, slugs, take = false }: { group: string; slugs: readonly string[]; take?: boolean },
): Promise<Outcome<{ moved: number }, 'not-allowed' | 'unknown-group' | 'none-chosen' | 'unknown-fund'>> {
  const chosen = [...new Set(slugs)].slice(0, mostGrouped)
  const may = can(by, 'fund.change') && chosen.every((fund) => can(by, 'fund.change', { fund }))
  if (!may) return { ok: false, reason: 'not-allowed' }
  if (chosen.length === 0) return { ok: false, reason: 'none-chosen' }
  return db.transaction(async (tx) => {
    if (!(await findFundGroup(tx, group))) return { ok: false, reason: 'unknown-group' }
    const funds = await tx.query<{ slug: string; group: string | null }>(held, [chosen])
    if (funds.length < chosen.length) return { ok: false, reason: 'unknown-fund' }
    const moving = funds.filter((fund) => (fund.group === group) === take)
    for (const fund of moving) {
      const to = take ? null : group
      const [row] = await tx.query<{ version: number }>(move, [fund.slug, to])
      await recordAct(tx, {
        ...{ by, action: 'fund.edit', subject: { kind: 'fund', id: fund.slug } },
        ...{ before: { group: fund.group }, after: { group: to, version: row!.version } },
      })
    }
    return { ok: true, moved: moving.length }
  })
}
