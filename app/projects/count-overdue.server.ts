import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

const count = `
  SELECT count(*)::int AS n FROM projects_milestone WHERE met_on IS NULL AND dropped_on IS NULL AND due_on < $1::date`

/** How many milestones of all projects should have been met before `today`; none for whoever may see no projects. */
export async function countOverdueMilestones(sql: Sql, by: Actor, today: Day): Promise<number> {
  if (!canSomewhere(by, 'project.see')) return 0
  const [row] = await sql.query<{ n: number }>(count, [today])
  return row!.n
}
