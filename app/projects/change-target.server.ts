import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { FieldReader, type Text } from './field-reader'
import { type IndicatorDraft, spellTarget } from './indicator'
import { keepAmendment, readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'

const find = `
  SELECT key, name_zh AS "nameZh", name_en AS "nameEn", unit_zh AS "unitZh", unit_en AS "unitEn", target
    FROM projects_indicator WHERE project = $1 AND key = $2`
const set = 'UPDATE projects_indicator SET target = $3 WHERE project = $1 AND key = $2'

/**
 * Changes what an indicator promises (nothing typed: it promises none any more). Both numbers and the reason stay public, and a quarter
 * before that day still reads the target it had. Refuses `not-allowed`, `unknown-project`, `archived`, `unknown-indicator`, `same`,
 * `before-last` (a later change of this target is kept already), `invalid` (with the fields' faults; a reason is needed).
 */
export const changeTarget = (
  db: Database,
  by: Actor,
  { key, indicator, text, today }: { key: string; indicator: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = await tx.query<IndicatorDraft>(find, [key, indicator])
    if (!found) return { ok: false, reason: 'unknown-indicator' }
    const reader = new FieldReader(text)
    const target = reader.whole('target', { optional: true })
    const why = readWhy(text, today, { reader })
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    if (target === found.target) return { ok: false, reason: 'same' }
    const [before, after] = [spellTarget(found), spellTarget({ ...found, target })]
    if (!(await keepAmendment(tx, by, key, { what: 'target', before, after, ...why.draft }, indicator)))
      return { ok: false, reason: 'before-last' }
    await tx.query(set, [key, indicator, target])
    return { ok: true }
  })
