import { lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { longestProject } from './project'

const mostPartners = 20
const insert =
  'INSERT INTO projects_partner (project, position, name_zh, name_en) SELECT $1, n, zh, en FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (zh, en, n)'

/**
 * Says with whom a project is done: one to a line, `中文名` or `中文名 | English name`; none is an answer too. Refuses `not-allowed`,
 * `unknown-project`, `archived`, `invalid`.
 */
export const setPartners = (db: Database, by: Actor, { key, text }: { key: string; text: Text }) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const reader = new FieldReader(text)
    const lines = reader
      .words('partners', { longest: 4_000, lines: 'many', optional: true })
      .split('\n')
      .map((line) => line.split(/[|｜]/).map((part) => part.trim()))
      .filter(([zh = '']) => zh !== '')
    const tooLong = lines.some(([zh = '', en = '']) =>
      [zh, en].some((name) => lengthOf(name) > longestProject.partner * 2),
    )
    if (tooLong || lines.length > mostPartners) reader.refuse('partners', 'too-many')
    const read = reader.done(lines)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    await tx.query('DELETE FROM projects_partner WHERE project = $1', [key])
    await tx.query(insert, [key, lines.map(([zh]) => zh), lines.map(([, en = '']) => en)])
    const after = lines.map(([zh]) => zh)
    await recordAct(tx, { by, action: 'project.partners', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
