import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { longestProject } from './project'

const find = `
  SELECT c.id::text AS call, a.selected_on AS "selectedOn" FROM projects_application a JOIN projects_call c ON c.id = a.call
   WHERE a.id = $1::uuid AND c.project = $2 FOR UPDATE OF a`
const keep = `
  INSERT INTO projects_selection_taken_back (id, application, selected_on, taken_on, why, by) VALUES ($1::uuid, $2::uuid, $3::date, $4::date, $5, $6)`
const clear = 'UPDATE projects_application SET selected_on = NULL WHERE id = $1::uuid'

/**
 * Takes a selection back on a day, with a reason: its place is free again, and the application may be selected anew. A quarter that ended
 * before that day still counts it. Refuses `not-allowed`, `unknown-project`, `archived`, `unknown-application`, `not-selected`,
 * `before-selected`, `invalid`.
 */
export const takeBackSelection = (
  db: Database,
  by: Actor,
  { key, application, text, today }: { key: string; application: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(application)
      ? await tx.query<{ call: string; selectedOn: Day | null }>(find, [application, key])
      : []
    if (!found) return { ok: false, reason: 'unknown-application' }
    if (found.selectedOn === null) return { ok: false, reason: 'not-selected' }
    const reader = new FieldReader(text)
    const read = reader.done({
      on: reader.day('on', { until: today }) ?? '',
      why: reader.words('note', { longest: longestProject.reason }),
    })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { on, why } = read.draft
    if (on < found.selectedOn) return { ok: false, reason: 'before-selected' }
    await tx.query(keep, [randomUUID(), application, found.selectedOn, on, why, by.name])
    await tx.query(clear, [application])
    await recordAct(tx, {
      ...{ by, action: 'project.unselect', subject: { kind: 'project', id: key } },
      ...{ before: { call: found.call, application, on: found.selectedOn }, after: { on }, note: why },
    })
    return { ok: true }
  })
