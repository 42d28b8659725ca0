import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Text } from './field-reader'
import { readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'

const find = `
  SELECT (met_on IS NULL AND dropped_on IS NULL) AS open,
         EXISTS (SELECT FROM projects_instalment i JOIN projects_contract c ON c.id = i.contract
                  WHERE i.milestone = m.id AND i.paid_on IS NULL AND c.cancelled_on IS NULL) AS awaited
    FROM projects_milestone m WHERE id = $1::uuid AND project = $2 FOR UPDATE`
const drop = `
  UPDATE projects_milestone SET dropped_on = $2::date, dropped_why_zh = $3, dropped_why_en = $4 WHERE id = $1::uuid`

/**
 * Gives up a milestone, with a reason that the public reads. Not while an instalment waits for it. Refuses `not-allowed`, `unknown-project`,
 * `archived`, `unknown-milestone`, `not-open`, `instalment-waits`, `invalid` (no reason, a day that has not come).
 */
export const dropMilestone = (
  db: Database,
  by: Actor,
  { key, milestone, text, today }: { key: string; milestone: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(milestone)
      ? await tx.query<{ open: boolean; awaited: boolean }>(find, [milestone, key])
      : []
    if (!found) return { ok: false, reason: 'unknown-milestone' }
    if (!found.open) return { ok: false, reason: 'not-open' }
    if (found.awaited) return { ok: false, reason: 'instalment-waits' }
    const why = readWhy(text, today)
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    const { on, reasonZh, reasonEn } = why.draft
    await tx.query(drop, [milestone, on, reasonZh, reasonEn])
    await recordAct(tx, {
      ...{ by, action: 'project.milestone-drop', subject: { kind: 'project', id: key } },
      ...{ after: { milestone, on }, note: reasonZh },
    })
    return { ok: true }
  })
