import type { Sql } from '~/platform/db.server'
import { projectColumns } from './internal/project-row.server'
import type { Project } from './project'

/** Every project, in the federation's order: some dozens, never thousands. */
export const listProjects = (sql: Sql): Promise<Project[]> =>
  sql.query<Project>(`SELECT ${projectColumns} FROM projects_project p ORDER BY p.position, p.key LIMIT 1000`)
