import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readOpenCallForm } from './open-call'

const insert = `
  INSERT INTO projects_call (id, project, title_zh, title_en, opens_on, closes_on, places)
  VALUES ($1::uuid, $2, $3, $4, $5::date, $6::date, $7) ON CONFLICT (id) DO NOTHING RETURNING id`

/** Calls for applications between two days, for a number of places. Refuses `not-allowed`, `unknown-project`, `archived`, `invalid`. */
export const announceCall = (
  db: Database,
  by: Actor,
  { key, id, text }: { key: string; id: string; text: Text },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readOpenCallForm(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const c = read.draft
    const made = await tx.query(insert, [id, key, c.titleZh, c.titleEn, c.opensOn, c.closesOn, c.places])
    const after = { call: id, titleZh: c.titleZh, closesOn: c.closesOn, places: c.places }
    if (made.length > 0)
      await recordAct(tx, { by, action: 'project.call', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
