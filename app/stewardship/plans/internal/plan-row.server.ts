import type { Action } from '~/identity/actions'
import type { Actor } from '~/identity/actor'
import { can, canSomewhere } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { PlanState } from '../plan'

export interface PlanRow {
  id: string
  number: string
  state: PlanState
  filedBy: string
  halfBy: string | null
  amountFen: Fen
  approvedOn: Day | null
  version: number
  /** In the order in which they are locked. */
  funds: string[]
  /** For whom the filer stands in, or did when the plan was handed in; the same of the first approver. */
  behindFiler: string[]
  behindHalf: string[]
}
const find = `
  SELECT p.id::text, p.number, p.state, p.filed_by AS "filedBy", p.half_by AS "halfBy", p.amount_fen AS "amountFen",
         p.approved_on AS "approvedOn", p.version,
         (SELECT coalesce(array_agg(s.fund ORDER BY s.fund), '{}') FROM stewardship_plan_source s WHERE s.plan = p.id) AS funds,
         identity_stood_in_for(p.filed_by, coalesce(p.submitted_at, now())) AS "behindFiler",
         identity_stood_in_for(coalesce(p.half_by, ''), coalesce(p.submitted_at, now())) AS "behindHalf"
    FROM stewardship_plan p WHERE p.id = $1::uuid`

/** A plan as verbs need it; with `lock` it is held to the end of the transaction, before any fund. Null when there is none. */
export async function planRow(sql: Sql, id: string, lock: 'lock' | 'look'): Promise<PlanRow | null> {
  if (!isUuid(id)) return null
  // Held by a statement of its own: the next one sees what whoever held it has written, its sources too.
  if (lock === 'lock') await sql.query('SELECT 1 FROM stewardship_plan WHERE id = $1::uuid FOR UPDATE', [id])
  const [row] = await sql.query<PlanRow>(find, [id])
  return row ?? null
}

/** May `by` do it to every fund of a plan? What changes a plan reaches all of its money. */
export const canForAll = (by: Actor, action: Action, funds: readonly string[]): boolean =>
  funds.length === 0 ? canSomewhere(by, action) : funds.every((fund) => can(by, action, { fund }))

/** To any of them? For seeing: a manager sees every plan that draws on their fund. */
export const canForAny = (by: Actor, action: Action, funds: readonly string[]): boolean =>
  funds.length === 0 ? canSomewhere(by, action) : funds.some((fund) => can(by, action, { fund }))
