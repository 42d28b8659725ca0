import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { quarterOf, shiftQuarter } from '../statement/quarter'
import { listDue } from './list-due.server'

const daysBefore = 10
const dayMs = 86_400_000
const raise = `
  SELECT platform_alert($1, $2, $3::jsonb) WHERE NOT EXISTS (SELECT FROM platform_alert WHERE kind = $1 AND subject = $2)`

/**
 * Raises an alert for each statement of the last quarter that is due within ten days, and another one when its day has passed: once
 * each, announced by mail as every alert is. Run by the clock. Answers how many are new.
 */
export async function remindDue(db: Database, today: Day): Promise<number> {
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + daysBefore * dayMs).toISOString().slice(0, 10)
  const quarter = shiftQuarter(quarterOf(today), -1)
  const due = (await listDue(db, quarter, today)).filter(
    (row) => row.publishedOn === null && row.dueOn <= soon,
  )
  let raised = 0
  for (const { project, overdue, dueOn } of due) {
    const kind = overdue ? 'disclosure-overdue' : 'disclosure-due'
    const detail = JSON.stringify({ dueOn })
    raised += (await db.query(raise, [kind, `${project.key} ${quarter.period}`, detail])).length
  }
  return raised
}
