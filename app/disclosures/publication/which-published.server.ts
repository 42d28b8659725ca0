import type { Sql } from '~/platform/db.server'

const which = `
  SELECT DISTINCT d.project, d.period
    FROM unnest($1::text[], $2::text[]) AS q (project, period)
    JOIN disclosures_disclosure d ON d.project = q.project AND d.period = q.period AND d.state = 'published'`

/** Of these projects' quarters, those whose disclosure is published, as `project 2024-Q1`. */
export async function whichPublished(
  sql: Sql,
  asked: readonly { project: string; period: string }[],
): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  const rows = await sql.query<{ project: string; period: string }>(which, [
    asked.map((one) => one.project),
    asked.map((one) => one.period),
  ])
  return new Set(rows.map((row) => `${row.project} ${row.period}`))
}
