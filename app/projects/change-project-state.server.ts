import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Text } from './field-reader'
import { keepAmendment, readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'
import { type Project, type ProjectState, projectStates } from './project'

type NotReady = 'no-intro' | 'no-end' | 'unpaid-instalments' | 'open-acceptance' | 'open-milestones'

const count = `
  SELECT (SELECT count(*) FROM projects_instalment i JOIN projects_contract c ON c.id = i.contract
           WHERE c.project = $1 AND i.paid_on IS NULL AND c.cancelled_on IS NULL)::int AS unpaid,
         count(*)::int AS open, (count(*) FILTER (WHERE kind IN ('acceptance', 'event')))::int AS accepting
    FROM projects_milestone WHERE project = $1 AND met_on IS NULL AND dropped_on IS NULL`

/**
 * What a step forward needs: to begin, that somebody has written what it is; to close, an end; to be finished, that every instalment is
 * paid and what was to be held or accepted was; for the files, that no milestone is open.
 */
async function missingFor(tx: Sql, project: Project, to: ProjectState): Promise<NotReady | null> {
  if (to === 'ongoing') return project.introZh === '' ? 'no-intro' : null
  if (to === 'closing') return project.ends === null ? 'no-end' : null
  const [row] = await tx.query<{ unpaid: number; open: number; accepting: number }>(count, [project.key])
  const { unpaid, open, accepting } = row!
  if (to === 'finished' && unpaid > 0) return 'unpaid-instalments'
  if (to === 'finished' && accepting > 0) return 'open-acceptance'
  return to === 'archived' && open > 0 ? 'open-milestones' : null
}

const set = 'UPDATE projects_project SET state = $2, version = version + 1 WHERE key = $1'

/**
 * Moves a project one step on, or back with a reason. Refuses `not-allowed`, `unknown-project`, `no-step` (not the next one), `before-last`,
 * `invalid` (a day that has not come, no reason for a step back), and what is missing: `no-intro`, `no-end`, `unpaid-instalments`,
 * `open-acceptance`, `open-milestones`.
 */
export const changeProjectState = (
  db: Database,
  by: Actor,
  { key, text, today }: { key: string; text: Text; today: Day },
) =>
  changeProject<NotReady | 'no-step' | 'before-last' | 'invalid'>(db, by, key, async (tx, project) => {
    const [now, to] = [project.state, text('to')].map((one) => projectStates.indexOf(one as ProjectState))
    const back = to! < now!
    if (to! < 0 || (!back && to !== now! + 1)) return { ok: false, reason: 'no-step' }
    const why = readWhy(text, today, { optional: !back })
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    const after = projectStates[to!]!
    const missing = back ? null : await missingFor(tx, project, after)
    if (missing) return { ok: false, reason: missing }
    const amendment = { what: 'state' as const, before: project.state, after, ...why.draft }
    if (!(await keepAmendment(tx, by, key, amendment))) return { ok: false, reason: 'before-last' }
    await tx.query(set, [key, after])
    return { ok: true }
  })
