import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { readCountForm } from './indicator'
import { changeProject } from './internal/project-row.server'

const known = 'SELECT 1 FROM projects_indicator WHERE project = $1 AND key = $2'
const insert = `
  INSERT INTO projects_count (id, project, indicator, counted_on, count, note, by) VALUES ($1::uuid, $2, $3, $4::date, $5, $6, $7)
  ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Adds a dated count to an indicator; sent twice it is there once. It is never changed: a wrong one is taken back (`reverseCount`). Refuses
 * `not-allowed`, `unknown-project`, `archived`, `invalid` (with the fields' faults).
 */
export const countIndicator = (
  db: Database,
  by: Actor,
  { key, id, text, today }: { key: string; id: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readCountForm(text, today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { indicator, on, count, note } = read.draft
    if ((await tx.query(known, [key, indicator])).length === 0)
      return { ok: false, reason: 'invalid', errors: { indicator: 'unknown' } }
    const made = await tx.query(insert, [id, key, indicator, on, count, note, by.name])
    const after = { count: id, indicator, on, n: count }
    if (made.length > 0)
      await recordAct(tx, { by, action: 'project.count', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
