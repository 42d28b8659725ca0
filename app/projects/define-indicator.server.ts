import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { readIndicatorForm } from './indicator'
import { changeProject } from './internal/project-row.server'

const insert = `
  INSERT INTO projects_indicator (project, key, position, name_zh, name_en, unit_zh, unit_en, target)
  SELECT $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, $7 FROM projects_indicator WHERE project = $1
  ON CONFLICT DO NOTHING RETURNING key`

/** Says what of a project is counted, and how much it promised when it did. Refuses `not-allowed`, `unknown-project`, `archived`, `invalid`. */
export const defineIndicator = (db: Database, by: Actor, { key, text }: { key: string; text: Text }) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readIndicatorForm(text)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const i = read.draft
    const made = await tx.query(insert, [key, i.key, i.nameZh, i.nameEn, i.unitZh, i.unitEn, i.target])
    if (made.length === 0) return { ok: false, reason: 'invalid', errors: { indicator: 'key-taken' } }
    await recordAct(tx, {
      ...{ by, action: 'project.indicator', subject: { kind: 'project', id: key } },
      after: { indicator: i.key, nameZh: i.nameZh, target: i.target },
    })
    return { ok: true }
  })
