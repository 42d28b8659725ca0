import type { Actor } from '~/identity/actor'
import { can, reachOf } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { planColumns } from './internal/plan-columns.server'
import type { Plan } from './plan'
import type { PlanFilter, PlanKey } from './plan-filter'

/** SQL: plan `p` draws on a fund within `$1` (null: all of them). */
const inReach = `($1::text[] IS NULL OR EXISTS (SELECT FROM stewardship_plan_source r WHERE r.plan = p.id AND r.fund = ANY ($1)))`
const list = `
  SELECT ${planColumns} FROM stewardship_plan p
   WHERE ${inReach}
     AND ($2 = '' OR strpos(lower(p.number || ' ' || p.title_zh || ' ' || p.title_en || ' ' || p.filed_name), lower($2)) > 0)
     AND ($3::text IS NULL OR p.state = $3) AND ($4::text IS NULL OR p.project = $4)
     AND ($5::text IS NULL OR EXISTS (SELECT FROM stewardship_plan_source f WHERE f.plan = p.id AND f.fund = $5))
     AND ($6::timestamptz IS NULL OR (p.created_at, p.id) < ($6::timestamptz, $7::uuid))
   ORDER BY p.created_at DESC, p.id DESC LIMIT $8`

/** A page of plans within `by`'s reach, the newest first; `next` is null on the last. */
export async function listPlans(
  sql: Sql,
  by: Actor,
  { filter, after, limit }: { filter: PlanFilter; after?: PlanKey; limit: number },
): Promise<{ rows: Plan[]; next: Plan | null }> {
  const reach = reachOf(by, 'plan.see', 'fund')
  const { q, state, project, fund } = filter
  const narrowed = [reach === '*' ? null : reach, q, state, project, fund]
  const found = await sql.query<Plan>(list, [
    ...narrowed,
    after?.createdAt ?? null,
    after?.id ?? null,
    limit + 1,
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}

/**
 * SQL: plan `p` waits for `$2`: to be reviewed (`$3`), for the second of two approvers (`$4`), to be mended by whoever filed it. The
 * names of those whose hands are the same are not asked here: that is said when they try.
 */
const waits = `
  ${inReach} AND p.state IN ('submitted', 'half-approved', 'returned') AND (
    (p.state = 'submitted' AND $3 AND p.filed_by <> $2)
    OR (p.state = 'half-approved' AND $4 AND p.filed_by <> $2 AND p.half_by <> $2)
    OR (p.state = 'returned' AND p.filed_by = $2))`
const mayAct = (by: Actor) => {
  const reach = reachOf(by, 'plan.see', 'fund')
  const holds = (roles: readonly string[]) => by.grants.some(({ role }) => roles.includes(role))
  return [
    reach === '*' ? null : reach,
    by.id,
    holds(['reviewer']),
    holds(['treasurer', 'administrator']) && can(by, 'plan.review'),
  ]
}

/** What waits for `by`, the oldest first; 50 at most. */
export async function listWaitingPlans(sql: Sql, by: Actor): Promise<Plan[]> {
  const text = `SELECT ${planColumns} FROM stewardship_plan p WHERE ${waits} ORDER BY p.submitted_at, p.id LIMIT 50`
  return sql.query<Plan>(text, mayAct(by))
}

/** How many that are; the desk asks with every page. */
export async function countWaitingPlans(sql: Sql, by: Actor): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM stewardship_plan p WHERE ${waits}`
  const [row] = await sql.query<{ n: number }>(text, mayAct(by))
  return row!.n
}
