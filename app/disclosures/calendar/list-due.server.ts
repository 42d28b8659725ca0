import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { listProjects } from '~/projects/list-projects.server'
import type { Project } from '~/projects/project'
import { type DisclosureRow, disclosureColumns, disclosureTables } from '../internal/disclosure-row.server'
import type { Quarter } from '../statement/quarter'
import { dueOn, owes } from './due'

export interface DueRow {
  project: Pick<Project, 'key' | 'nameZh' | 'nameEn'>
  final: boolean
  dueOn: Day
  /** `nothing`: not a word yet. Of the newest version. */
  state: 'nothing' | 'draft' | 'submitted' | 'published'
  version: number | null
  /** The newest that is published, if any. */
  publishedOn: Day | null
  overdue: boolean
}

const newest = `
  SELECT DISTINCT ON (x.project) x.* FROM (SELECT ${disclosureColumns} FROM ${disclosureTables} WHERE d.period = $1) x
   ORDER BY x.project, x.version DESC`
const published = `
  SELECT project, max(published_on) FILTER (WHERE period = $1) AS "inIt", max(published_on) FILTER (WHERE period < $1 AND version = 1) AS before
    FROM disclosures_disclosure WHERE state = 'published' GROUP BY project`

/** What is owed to the public for a quarter, by project, in their order; what is overdue on `today` and not published is marked. */
export async function listDue(sql: Sql, quarter: Quarter, today: Day): Promise<DueRow[]> {
  const projects = await listProjects(sql)
  const rows = await sql.query<Pick<DisclosureRow, 'project' | 'state' | 'version'>>(newest, [quarter.period])
  const days = await sql.query<{ project: string; inIt: Day | null; before: Day | null }>(published, [
    quarter.period,
  ])
  return projects.flatMap((project): DueRow[] => {
    const row = rows.find((one) => one.project === project.key)
    const owed = owes(project, quarter)
    if (!owed && !row) return []
    const known = days.find((one) => one.project === project.key)
    const due = dueOn(project, quarter, known?.before ?? null)
    const { key, nameZh, nameEn } = project
    const state = row && row.state !== 'withdrawn' ? row.state : 'nothing'
    const publishedOn = known?.inIt ?? null
    return [
      {
        ...{ project: { key, nameZh, nameEn }, final: owed === 'final', dueOn: due, state },
        ...{ version: row?.version ?? null, publishedOn, overdue: publishedOn === null && due < today },
      },
    ]
  })
}
