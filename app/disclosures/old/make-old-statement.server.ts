import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { personalIn } from '~/platform/personal-in'
import { readQuarter } from '../statement/quarter'
import { type AgreedOld, agreeOn } from './old-statement'
import { type Answer, reportOn } from './report'

/** Which statement of which bundle, and what people say of it. */
export interface OldOffer {
  bundle: string
  /** From nought. */
  n: number
  project: string
  /** Where and when it was published then. */
  source: string
}
export type OldRefusal =
  | 'unknown'
  | 'not-done'
  | 'unknown-statement'
  | 'no-quarter'
  | 'not-over'
  | 'unknown-project'
  | 'source-needed'
  | 'personal-data'
  | 'already-published'

const bundleOf = `SELECT text, state FROM disclosures_import WHERE id = $1::uuid FOR SHARE`
const answersOf = `SELECT place, verdict, value FROM disclosures_import_answer WHERE bundle = $1::uuid ORDER BY place`
const projectOf = `SELECT EXISTS (SELECT FROM projects_project WHERE key = $1) AS known`
const published = `
  SELECT EXISTS (SELECT FROM disclosures_old WHERE (project = $1 AND period = $2) OR (bundle = $3::uuid AND n = $4)) AS known`
export const longestSource = 300

/**
 * What would be published of an old statement. Refuses `unknown` (no such bundle), `not-done` (its reading is not finished),
 * `unknown-statement`, `no-quarter` (its heading names none), `not-over`, `unknown-project`, `source-needed`, `personal-data` (identity
 * numbers, mobile numbers or bank cards in it), `already-published` (this one, or another one of the project for the quarter).
 */
export async function makeOldStatement(
  sql: Sql,
  { bundle, n, project, source }: OldOffer,
  today: Day,
): Promise<Outcome<{ agreed: AgreedOld }, OldRefusal>> {
  if (!isUuid(bundle)) return { ok: false, reason: 'unknown' }
  const [row] = await sql.query<{ text: string; state: string }>(bundleOf, [bundle])
  if (!row) return { ok: false, reason: 'unknown' }
  if (row.state !== 'done') return { ok: false, reason: 'not-done' }
  const statement = reportOn(row.text).statements[n]
  if (!statement) return { ok: false, reason: 'unknown-statement' }
  const quarter = statement.quarter === null ? null : readQuarter(statement.quarter)
  if (!quarter) return { ok: false, reason: 'no-quarter' }
  if (today <= quarter.to) return { ok: false, reason: 'not-over' }
  const [known] = await sql.query<{ known: boolean }>(projectOf, [project])
  if (!known?.known) return { ok: false, reason: 'unknown-project' }
  const said = source.trim().slice(0, longestSource)
  if (said === '') return { ok: false, reason: 'source-needed' }
  const answers = await sql.query<Answer>(answersOf, [bundle])
  const agreed = agreeOn(row.text, statement, answers, { project, period: quarter.period, source: said })
  if (personalIn(`${agreed.text}\n${said}`).length > 0) return { ok: false, reason: 'personal-data' }
  const [before] = await sql.query<{ known: boolean }>(published, [project, quarter.period, bundle, n])
  return before?.known ? { ok: false, reason: 'already-published' } : { ok: true, agreed }
}
