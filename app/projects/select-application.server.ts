import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'

const find = `
  SELECT c.id::text AS call, c.places, a.received_on AS "receivedOn", a.selected_on AS "selectedOn",
         (SELECT max(taken_on) FROM projects_selection_taken_back b WHERE b.application = a.id) AS "takenOn",
         (SELECT count(*) FROM projects_application o WHERE o.call = c.id AND o.selected_on IS NOT NULL)::int AS taken
    FROM projects_application a JOIN projects_call c ON c.id = a.call WHERE a.id = $1::uuid AND c.project = $2`
interface Found {
  call: string
  places: number
  receivedOn: Day
  selectedOn: Day | null
  takenOn: Day | null
  taken: number
}

/**
 * Gives an application one of the places; whoever selects at the same moment stands in a row behind the project's lock. Refuses `not-allowed`,
 * `unknown-project`, `archived`, `unknown-application`, `selected-already`, `no-place-left`, `before-received`,
 * `before-last` (before the day on which it was taken back), `invalid`.
 */
export const selectApplication = (
  db: Database,
  by: Actor,
  { key, application, text, today }: { key: string; application: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(application) ? await tx.query<Found>(find, [application, key]) : []
    if (!found) return { ok: false, reason: 'unknown-application' }
    if (found.selectedOn !== null) return { ok: false, reason: 'selected-already' }
    const reader = new FieldReader(text)
    const read = reader.done({ on: reader.day('on', { until: today }) ?? '' })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { on } = read.draft
    if (on < found.receivedOn) return { ok: false, reason: 'before-received' }
    if (found.takenOn !== null && on < found.takenOn) return { ok: false, reason: 'before-last' }
    if (found.taken >= found.places) return { ok: false, reason: 'no-place-left' }
    await tx.query('UPDATE projects_application SET selected_on = $2::date WHERE id = $1::uuid', [
      application,
      on,
    ])
    const after = { call: found.call, application, on }
    await recordAct(tx, { by, action: 'project.select', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
