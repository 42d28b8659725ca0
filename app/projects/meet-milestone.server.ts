import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'

const find = `
  SELECT met_on AS "metOn", dropped_on AS "droppedOn" FROM projects_milestone WHERE id = $1::uuid AND project = $2 FOR UPDATE`
const keep = `
  UPDATE projects_milestone SET met_on = $2::date, met_by = $3, evidence = $4, evidence_type = $5, evidence_name = $6 WHERE id = $1::uuid`

/**
 * A milestone was met on a day, by the word of whoever says so, with a file that shows it when there is one: from then on the
 * instalments that waited for it may be paid. Refuses `not-allowed`, `unknown-project`, `archived`, `unknown-milestone`, `met-already`,
 * `dropped`, `invalid` (no day, or one that has not come).
 */
export const meetMilestone = (
  db: Database,
  by: Actor,
  asked: {
    key: string
    milestone: string
    text: Text
    today: Day
    evidence: { id: string; type: string; name: string } | null
  },
) =>
  changeProject(db, by, asked.key, async (tx, project) => {
    const { key, milestone, text, today, evidence } = asked
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(milestone)
      ? await tx.query<{ metOn: Day | null; droppedOn: Day | null }>(find, [milestone, key])
      : []
    if (!found) return { ok: false, reason: 'unknown-milestone' }
    if (found.metOn !== null) return { ok: false, reason: 'met-already' }
    if (found.droppedOn !== null) return { ok: false, reason: 'dropped' }
    const reader = new FieldReader(text)
    const read = reader.done({ metOn: reader.day('metOn', { until: today }) })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { metOn } = read.draft
    const file = [evidence?.id ?? null, evidence?.type ?? null, evidence?.name ?? null]
    await tx.query(keep, [milestone, metOn, by.name, ...file])
    await recordAct(tx, {
      ...{ by, action: 'project.milestone-met', subject: { kind: 'project', id: key } },
      after: { milestone, metOn, evidence: evidence?.id },
    })
    return { ok: true }
  })
