import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { projectColumns } from './internal/project-row.server'
import { type Project, type ProjectState, projectStates } from './project'

export interface ProjectFilter {
  /** Part of the name, of whom it serves or of a partner. */
  q: string
  state: ProjectState | null
}
export const readProjectFilter = (query: URLSearchParams): ProjectFilter => ({
  q: (query.get('q') ?? '').replaceAll('\0', '').normalize('NFKC').trim().slice(0, 80),
  state: projectStates.find((state) => state === query.get('state')) ?? null,
})

export interface ListedProject extends Project {
  /** Milestones whose day has passed. */
  overdue: number
  /** Instalments that may be paid now. */
  payable: number
}

const list = `
  SELECT ${projectColumns},
         (SELECT count(*) FROM projects_milestone m
           WHERE m.project = p.key AND m.met_on IS NULL AND m.dropped_on IS NULL AND m.due_on < $3::date)::int AS overdue,
         (SELECT count(*) FROM projects_instalment i JOIN projects_contract c ON c.id = i.contract
            LEFT JOIN projects_milestone m ON m.id = i.milestone
           WHERE c.project = p.key AND i.paid_on IS NULL AND c.cancelled_on IS NULL AND (i.milestone IS NULL OR m.met_on IS NOT NULL))::int AS payable
    FROM projects_project p
   WHERE ($1 = '' OR strpos(lower(p.name_zh || ' ' || p.name_en || ' ' || p.served_zh), lower($1)) > 0 OR EXISTS (
           SELECT FROM projects_partner r WHERE r.project = p.key AND strpos(lower(r.name_zh || ' ' || r.name_en), lower($1)) > 0))
     AND ($2::text IS NULL OR p.state = $2)
   ORDER BY p.position, p.key LIMIT 1000`

/** The desk's list of projects: some dozens, with what waits for somebody. */
export const listDeskProjects = (sql: Sql, filter: ProjectFilter, today: Day): Promise<ListedProject[]> =>
  sql.query<ListedProject>(list, [filter.q, filter.state, today])
