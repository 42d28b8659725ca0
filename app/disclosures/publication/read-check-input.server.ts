import type { Sql } from '~/platform/db.server'
import type { CheckInput, OtherText, Texts } from '../checks/check'
import type { DisclosureRow } from '../internal/disclosure-row.server'
import type { Composed } from '../statement/composed'
import { shiftQuarter } from '../statement/quarter'

/** Copies are looked for this far back. */
const quartersBack = 4
const mostOthers = 400
const othersOf = `
  SELECT DISTINCT ON (d.period, d.project) d.project, d.period, p.name_zh AS "nameZh",
         d.done_zh AS "doneZh", d.done_en AS "doneEn", d.came_zh AS "cameZh", d.came_en AS "cameEn"
    FROM disclosures_disclosure d JOIN projects_project p ON p.key = d.project
   WHERE d.period BETWEEN $2 AND $3 AND d.state IN ('submitted', 'published') AND NOT (d.project = $1 AND d.period = $3)
   ORDER BY d.period DESC, d.project, d.version DESC LIMIT ${mostOthers}`
const lastName = `
  SELECT frozen::jsonb #>> '{project,name,zh-CN}' AS name FROM disclosures_disclosure
   WHERE project = $1 AND state = 'published' AND period <= $2 ORDER BY period DESC, version DESC LIMIT 1`

/** What the checks of one statement look at beside it. */
export async function readCheckInput(
  sql: Sql,
  composed: Composed,
  written: Texts & Pick<DisclosureRow, 'explanationZh' | 'explanationEn' | 'acknowledged'>,
): Promise<CheckInput> {
  const key = composed.project.key
  const from = shiftQuarter(composed, -quartersBack).period
  const others = await sql.query<OtherText>(othersOf, [key, from, composed.period])
  const [last] = await sql.query<{ name: string }>(lastName, [key, composed.period])
  const { doneZh, doneEn, cameZh, cameEn, explanationZh, explanationEn, acknowledged } = written
  return {
    composed,
    texts: { doneZh, doneEn, cameZh, cameEn },
    explanation: { explanationZh, explanationEn },
    others,
    publishedName: last?.name ?? null,
    acknowledged,
  }
}
