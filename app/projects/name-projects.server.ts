import type { Sql } from '~/platform/db.server'

/** Names of the projects among `keys`, by key; keys without a project are left out. */
export async function nameProjects(
  sql: Sql,
  keys: readonly string[],
): Promise<Record<string, { zh: string; en: string }>> {
  const projects = await sql.query<{ key: string; zh: string; en: string }>(
    'SELECT key, name_zh AS zh, name_en AS en FROM projects_project WHERE key = ANY ($1::text[])',
    [[...new Set(keys)]],
  )
  return Object.fromEntries(projects.map(({ key, ...name }) => [key, name]))
}
