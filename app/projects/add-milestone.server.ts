import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readMilestoneForm } from './milestone'

const insert = `
  INSERT INTO projects_milestone (id, project, position, kind, title_zh, title_en, due_on)
  SELECT $1::uuid, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6::date FROM projects_milestone WHERE project = $2
  ON CONFLICT (id) DO NOTHING RETURNING id`

/** Adds a milestone after the others; sent twice it is there once. Refuses `not-allowed`, `unknown-project`, `archived`, `invalid`. */
export const addMilestone = (
  db: Database,
  by: Actor,
  { key, id, text }: { key: string; id: string; text: Text },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readMilestoneForm(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { kind, titleZh, titleEn, dueOn } = read.draft
    const made = await tx.query(insert, [id, key, kind, titleZh, titleEn, dueOn])
    if (made.length > 0)
      await recordAct(tx, {
        ...{ by, action: 'project.milestone', subject: { kind: 'project', id: key } },
        after: { milestone: id, kind, titleZh, dueOn },
      })
    return { ok: true }
  })
