import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { FieldReader, type Text } from './field-reader'
import { keepAmendment, readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'
import { readPeriodFields, spellSpan } from './project'

const set = 'UPDATE projects_project SET begins = $2, ends = $3, version = version + 1 WHERE key = $1'

/**
 * Changes a project's period. What it was and why it changed stay public. Refuses `not-allowed`, `unknown-project`, `archived`, `same`,
 * `before-last` (a later change is kept already), `invalid` (with the fields' faults; a reason is needed).
 */
export const amendPeriod = (
  db: Database,
  by: Actor,
  { key, text, today }: { key: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const reader = new FieldReader(text)
    const period = readPeriodFields(reader, text)
    const why = readWhy(text, today, { reader })
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    const [before, after] = [spellSpan(project), spellSpan(period)]
    if (before === after) return { ok: false, reason: 'same' }
    if (!(await keepAmendment(tx, by, key, { what: 'period', before, after, ...why.draft })))
      return { ok: false, reason: 'before-last' }
    await tx.query(set, [key, period.begins, period.ends])
    return { ok: true }
  })
