import type { Sql } from '~/platform/db.server'

export const foundKinds = ['campaign', 'fund', 'project', 'plan', 'disclosure'] as const
export type FoundKind = (typeof foundKinds)[number]
export interface Found {
  kind: FoundKind
  /** Slug, key, number, or for a disclosure `key 2024-Q1`. */
  key: string
  nameZh: string
  nameEn: string
}
export const mostFound = 12
const longest = 60
const mostWords = 5

/**
 * Part of a name in either language, wherever it stands: Chinese has no words to index by, and trigrams or bigrams would want an
 * extension, or a table of their own that five rooms write. So each kind is walked in the order in which it is shown and left as soon as
 * the page is full. The longest of them, plans, grows by a few hundred a year.
 */
const like = (columns: string) => `(SELECT bool_and(${columns} ILIKE w) FROM unnest($1::text[]) AS w)`
const queries: Record<FoundKind, string> = {
  campaign: `SELECT slug AS key, name_zh AS "nameZh", name_en AS "nameEn" FROM campaigns_campaign
    WHERE state <> 'draft' AND ${like("(name_zh || ' ' || name_en)")} ORDER BY starts_on DESC, slug`,
  fund: `SELECT slug AS key, name_zh AS "nameZh", name_en AS "nameEn" FROM ledger_fund
    WHERE ${like("(name_zh || ' ' || name_en || ' ' || slug)")} ORDER BY position, slug`,
  project: `SELECT key, name_zh AS "nameZh", name_en AS "nameEn" FROM projects_project
    WHERE ${like("(name_zh || ' ' || name_en || ' ' || served_zh || ' ' || served_en || ' ' || field_zh || ' ' || field_en)")} ORDER BY position, key`,
  plan: `SELECT number AS key, title_zh AS "nameZh", coalesce(nullif(title_en, ''), title_zh) AS "nameEn" FROM stewardship_plan
    WHERE state IN ('approved', 'closed') AND ${like("(title_zh || ' ' || title_en || ' ' || number)")} ORDER BY approved_on DESC, number DESC`,
  disclosure: `SELECT d.project || ' ' || d.period AS key, p.name_zh AS "nameZh", p.name_en AS "nameEn"
     FROM (SELECT DISTINCT project, period FROM disclosures_disclosure WHERE state = 'published') d JOIN projects_project p ON p.key = d.project
    WHERE ${like("(p.name_zh || ' ' || p.name_en || ' ' || d.period)")} ORDER BY d.period DESC, p.position, p.key`,
}

/** The words of a search as they are looked for; empty when there is nothing to look for. */
export const readWords = (typed: string): string[] =>
  typed
    .slice(0, longest)
    .split(/[\s\u3000]+/u)
    .filter(Boolean)
    .slice(0, mostWords)

/** What has all these words in its name: at most `mostFound` of each kind; `more` names the kinds that have others. */
export async function findAnything(
  sql: Sql,
  words: readonly string[],
): Promise<{ found: Found[]; more: FoundKind[] }> {
  if (words.length === 0) return { found: [], more: [] }
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const found: Found[] = []
  const more: FoundKind[] = []
  for (const kind of foundKinds) {
    const rows = await sql.query<Omit<Found, 'kind'>>(`${queries[kind]} LIMIT ${mostFound + 1}`, [patterns])
    if (rows.length > mostFound) more.push(kind)
    found.push(...rows.slice(0, mostFound).map((row) => ({ kind, ...row })))
  }
  return { found, more }
}
