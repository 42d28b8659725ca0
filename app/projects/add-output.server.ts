import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readOutputForm } from './output'

const insert = `
  INSERT INTO projects_output (id, project, kind, title_zh, title_en, identifier, published_on)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::date) ON CONFLICT (id) DO NOTHING RETURNING id`

/** Writes down a standard or a publication that others can use; sent twice it is there once. Refuses `not-allowed`, `unknown-project`, `archived`, `invalid`. */
export const addOutput = (
  db: Database,
  by: Actor,
  { key, id, text, today }: { key: string; id: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readOutputForm(text, today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const o = read.draft
    const made = await tx.query(insert, [id, key, o.kind, o.titleZh, o.titleEn, o.identifier, o.publishedOn])
    const after = { output: id, kind: o.kind, titleZh: o.titleZh, publishedOn: o.publishedOn }
    if (made.length > 0)
      await recordAct(tx, { by, action: 'project.output', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
