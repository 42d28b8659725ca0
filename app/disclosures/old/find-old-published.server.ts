import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { OldPublished } from './old-statement'

export interface FoundOld {
  statement: OldPublished
  /** Byte for byte as it was hashed. */
  frozen: string
  hash: string
  entryId: bigint
  /** Its leaf in the public log; null until the sealer has taken it. */
  index: bigint | null
  /** The project's name in the register of now. */
  name: { zh: string; en: string }
  /** Whether a statement that was computed from records is published for the same quarter. */
  computed: boolean
}

const one = `
  SELECT o.frozen, encode(o.hash, 'hex') AS hash, o.entry_id AS "entryId", l.index, p.name_zh AS zh, p.name_en AS en,
         EXISTS (SELECT FROM disclosures_disclosure d WHERE d.project = o.project AND d.period = o.period AND d.state = 'published') AS computed
    FROM disclosures_old o JOIN projects_project p ON p.key = o.project LEFT JOIN ledger_leaf l ON l.entry_id = o.entry_id
   WHERE o.project = $1 AND o.period = $2`

/** The old disclosure that was published of a project for a quarter; null where there is none. */
export async function findOldPublished(
  sql: Sql,
  { project, period }: { project: string; period: string },
): Promise<FoundOld | null> {
  const [row] = await sql.query<Omit<FoundOld, 'statement' | 'name'> & { zh: string; en: string }>(one, [
    project,
    period,
  ])
  if (!row) return null
  const { zh, en, ...rest } = row
  return { ...rest, name: { zh, en }, statement: JSON.parse(row.frozen) as OldPublished }
}

export interface ListedOld {
  project: string
  period: string
  zh: string
  en: string
  publishedOn: Day
}
export const oldPageSize = 40

const list = `
  SELECT o.project, o.period, p.name_zh AS zh, p.name_en AS en, o.published_on AS "publishedOn"
    FROM disclosures_old o JOIN projects_project p ON p.key = o.project
   WHERE ($1::text IS NULL OR o.project = $1) AND ($2::text IS NULL OR o.period < $2 OR (o.period = $2 AND o.project > $3))
   ORDER BY o.period DESC, o.project LIMIT $4`

/** Published old disclosures, the newest quarter first; `after` is the last one of the page before, `2021-Q3 project-key`. */
export async function listOldPublished(
  sql: Sql,
  { project = null, after = '' }: { project?: string | null; after?: string | null },
): Promise<{ rows: ListedOld[]; next: string | null }> {
  const [, period = null, key = null] = /^(\d{4}-Q[1-4]) ([a-z0-9-]{1,80})$/.exec(after ?? '') ?? []
  const found = await sql.query<ListedOld>(list, [project, period, key, oldPageSize + 1])
  const rows = found.slice(0, oldPageSize)
  const last = found.length > oldPageSize ? rows.at(-1)! : null
  return { rows, next: last && `${last.period} ${last.project}` }
}
