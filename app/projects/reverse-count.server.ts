import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'

const find = 'SELECT indicator, reverses FROM projects_count WHERE id = $1::uuid AND project = $2'
const insert = `
  INSERT INTO projects_count (id, project, indicator, counted_on, count, note, reverses, by)
  SELECT $2::uuid, project, indicator, counted_on, -count, $3, id, $4 FROM projects_count WHERE id = $1::uuid
  ON CONFLICT (reverses) DO NOTHING RETURNING id`

/**
 * Takes back a wrong count, on the day that it was for, with a reason. Refuses `not-allowed`, `unknown-project`, `archived`, `unknown-count`,
 * `reversed-already`, `invalid` (no reason).
 */
export const reverseCount = (
  db: Database,
  by: Actor,
  { key, count, text }: { key: string; count: string; text: Text },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(count)
      ? await tx.query<{ indicator: string; reverses: string | null }>(find, [count, key])
      : []
    if (!found || found.reverses !== null) return { ok: false, reason: 'unknown-count' }
    const reader = new FieldReader(text)
    const read = reader.done({ note: reader.words('note', { longest: 200 }) })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const made = await tx.query(insert, [count, randomUUID(), read.draft.note, by.name])
    if (made.length === 0) return { ok: false, reason: 'reversed-already' }
    await recordAct(tx, {
      ...{ by, action: 'project.count-reverse', subject: { kind: 'project', id: key } },
      ...{ before: { count, indicator: found.indicator }, note: read.draft.note },
    })
    return { ok: true }
  })
