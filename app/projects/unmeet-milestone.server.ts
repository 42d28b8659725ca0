import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { longestProject } from './project'

const find =
  'SELECT met_on AS "metOn" FROM projects_milestone WHERE id = $1::uuid AND project = $2 FOR UPDATE'
const paid = 'SELECT 1 FROM projects_instalment WHERE milestone = $1::uuid AND paid_on IS NOT NULL LIMIT 1'
const clear = `
  UPDATE projects_milestone SET met_on = NULL, met_by = NULL, evidence = NULL, evidence_type = NULL, evidence_name = NULL WHERE id = $1::uuid`

/**
 * Takes back that a milestone was met, with a reason. Not when an instalment was paid on its strength. Refuses `not-allowed`,
 * `unknown-project`, `archived`, `unknown-milestone`, `not-met`, `instalment-paid`, `invalid` (no reason).
 */
export const unmeetMilestone = (
  db: Database,
  by: Actor,
  { key, milestone, text }: { key: string; milestone: string; text: Text },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(milestone) ? await tx.query<{ metOn: Day | null }>(find, [milestone, key]) : []
    if (!found) return { ok: false, reason: 'unknown-milestone' }
    if (found.metOn === null) return { ok: false, reason: 'not-met' }
    const reader = new FieldReader(text)
    const read = reader.done({ why: reader.words('reasonZh', { longest: longestProject.reason }) })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if ((await tx.query(paid, [milestone])).length > 0) return { ok: false, reason: 'instalment-paid' }
    await tx.query(clear, [milestone])
    await recordAct(tx, {
      ...{ by, action: 'project.milestone-unmet', subject: { kind: 'project', id: key } },
      ...{ before: { milestone, metOn: found.metOn }, note: read.draft.why },
    })
    return { ok: true }
  })
