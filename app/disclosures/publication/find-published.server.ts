import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Statement } from '../statement/statement'

export interface PublishedVersion {
  version: number
  publishedOn: Day
  /** SHA-256 of its frozen JSON, in hex. */
  hash: string
}
export interface FoundPublished {
  id: string
  statement: Statement
  /** Byte for byte as it was hashed. */
  frozen: string
  hash: string
  entryId: bigint
  /** Its leaf in the public log; null until the sealer has taken it. */
  index: bigint | null
  /** All that were published, the newest first. */
  versions: PublishedVersion[]
}

const versionsOf = `
  SELECT version, published_on AS "publishedOn", encode(hash, 'hex') AS hash FROM disclosures_disclosure
   WHERE project = $1 AND period = $2 AND state = 'published' ORDER BY version DESC`
const one = `
  SELECT d.id::text, d.frozen, encode(d.hash, 'hex') AS hash, d.entry_id AS "entryId", l.index
    FROM disclosures_disclosure d LEFT JOIN ledger_leaf l ON l.entry_id = d.entry_id
   WHERE d.project = $1 AND d.period = $2 AND d.version = $3 AND d.state = 'published'`

/** What was published of a project for a quarter: the newest version, or the one asked for. Null where there is none. */
export async function findPublished(
  sql: Sql,
  { project, period, version }: { project: string; period: string; version?: number | null },
): Promise<FoundPublished | null> {
  const versions = await sql.query<PublishedVersion>(versionsOf, [project, period])
  const asked = version ?? versions[0]?.version
  if (asked === undefined || !versions.some((known) => known.version === asked)) return null
  const [row] = await sql.query<Omit<FoundPublished, 'statement' | 'versions'>>(one, [project, period, asked])
  return row ? { ...row, versions, statement: JSON.parse(row.frozen) as Statement } : null
}

/** `?version=2` of an address; NaN for what is none, which no version is. */
export const askedVersion = (search: URLSearchParams): number | null => {
  const said = search.get('version')
  return said === null ? null : /^\d{1,4}$/.test(said) ? Number(said) : Number.NaN
}
