import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { FieldReader, type Text } from './field-reader'
import { keepAmendment, readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'
import { readNameFields } from './project'

const set = 'UPDATE projects_project SET name_zh = $2, name_en = $3, version = version + 1 WHERE key = $1'

/**
 * Gives a project another name; what is published keeps the old one, and the change stays public with its reason. Refuses `not-allowed`,
 * `unknown-project`, `archived`, `same`, `before-last`, `invalid` (with the fields' faults).
 */
export const renameProject = (
  db: Database,
  by: Actor,
  { key, text, today }: { key: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const reader = new FieldReader(text)
    const { nameZh, nameEn } = readNameFields(reader)
    const why = readWhy(text, today, { reader })
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    const before = `${project.nameZh}\n${project.nameEn}`
    const after = `${nameZh}\n${nameEn}`
    if (before === after) return { ok: false, reason: 'same' }
    if (!(await keepAmendment(tx, by, key, { what: 'name', before, after, ...why.draft })))
      return { ok: false, reason: 'before-last' }
    await tx.query(set, [key, nameZh, nameEn])
    return { ok: true }
  })
