import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readApplicationForm } from './open-call'

const find = `
  SELECT opens_on AS "opensOn", closes_on AS "closesOn" FROM projects_call WHERE id = $1::uuid AND project = $2 FOR UPDATE`
const insert = `
  INSERT INTO projects_application (id, call, applicant, received_on) VALUES ($1::uuid, $2::uuid, $3, $4::date)
  ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Writes down an application that came in, of a community or an organisation; sent twice it is there once. Refuses `not-allowed`,
 * `unknown-project`, `archived`, `unknown-call`, `not-yet-open`, `closed` (it came after the deadline), `invalid`.
 */
export const receiveApplication = (
  db: Database,
  by: Actor,
  { key, call, id, text, today }: { key: string; call: string; id: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(call) ? await tx.query<{ opensOn: Day; closesOn: Day }>(find, [call, key]) : []
    if (!found) return { ok: false, reason: 'unknown-call' }
    const read = readApplicationForm(text, today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { applicant, receivedOn } = read.draft
    if (receivedOn < found.opensOn) return { ok: false, reason: 'not-yet-open' }
    if (receivedOn > found.closesOn) return { ok: false, reason: 'closed' }
    const made = await tx.query(insert, [id, call, applicant, receivedOn])
    const after = { call, application: id, receivedOn }
    if (made.length > 0)
      await recordAct(tx, { by, action: 'project.application', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
