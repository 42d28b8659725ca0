import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Texts } from '../checks/check'

export interface DisclosureRow extends Texts {
  id: string
  project: string
  period: string
  version: number
  /** `submitted`: a second person is asked; when they say no it is a draft again. */
  state: 'draft' | 'submitted' | 'published' | 'withdrawn'
  explanationZh: string
  explanationEn: string
  acknowledged: { number: string; reason: string; by?: string }[]
  writtenBy: string
  /** When its texts were saved last, in seconds: says whether somebody saved since. */
  savedAt: string
  agreed: string | null
  figuresHash: Uint8Array | null
  publishedBy: string | null
  publishedOn: Day | null
  frozen: string | null
  hash: Uint8Array | null
  entryId: bigint | null
  /** The proposal that waits for a second person. */
  proposal: string | null
  proposedBy: string | null
}

export const disclosureColumns = `
  d.id::text, d.project, d.period, d.version,
  CASE WHEN d.state = 'submitted' AND w.id IS NULL THEN 'draft' ELSE d.state END AS state,
  d.done_zh AS "doneZh", d.done_en AS "doneEn", d.came_zh AS "cameZh", d.came_en AS "cameEn",
  d.explanation_zh AS "explanationZh", d.explanation_en AS "explanationEn", d.acknowledged, d.written_by AS "writtenBy",
  extract(epoch FROM d.updated_at)::text AS "savedAt", d.agreed,
  d.figures_hash AS "figuresHash", d.published_by AS "publishedBy", d.published_on AS "publishedOn", d.frozen, d.hash,
  d.entry_id AS "entryId", w.id::text AS proposal, w.proposed_by AS "proposedBy"`
export const disclosureTables = `
  disclosures_disclosure d LEFT JOIN identity_proposal w
    ON w.action = 'disclosure.publish' AND w.subject_kind = 'disclosure' AND w.subject_id = d.id::text AND w.state = 'waiting'`

/** What somebody who writes has looked at: nothing yet, or the newest version as it was saved. */
export const seenOf = (newest: Pick<DisclosureRow, 'savedAt'> | null): string => newest?.savedAt ?? 'nothing'

/** One version by its id, locked. */
export async function lockDisclosure(tx: Sql, id: string): Promise<DisclosureRow | null> {
  const [row] = await tx.query<DisclosureRow>(
    `SELECT ${disclosureColumns} FROM ${disclosureTables} WHERE d.id = $1::uuid FOR UPDATE OF d`,
    [id],
  )
  return row ?? null
}

/** The newest version of a project's statement for a quarter. */
export async function newestDisclosure(
  sql: Sql,
  project: string,
  period: string,
  lock?: 'lock',
): Promise<DisclosureRow | null> {
  const [row] = await sql.query<DisclosureRow>(
    `SELECT ${disclosureColumns} FROM ${disclosureTables} WHERE d.project = $1 AND d.period = $2
      ORDER BY d.version DESC LIMIT 1 ${lock ? 'FOR UPDATE OF d' : ''}`,
    [project, period],
  )
  return row ?? null
}
