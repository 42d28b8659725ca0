import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Database, Sql } from '~/platform/db.server'
import type { ProjectErrors } from '../field-reader'
import type { Project } from '../project'

export const projectColumns = `
  p.key, p.kind, p.state, p.name_zh AS "nameZh", p.name_en AS "nameEn", p.served_zh AS "servedZh", p.served_en AS "servedEn",
  p.field_zh AS "fieldZh", p.field_en AS "fieldEn", p.area_zh AS "areaZh", p.area_en AS "areaEn", p.intro_zh AS "introZh",
  p.intro_en AS "introEn", p.begins, p.ends, p.campaign, p.series, p.position, p.version`

/** A project's row as it stands. */
export async function projectRow(sql: Sql, key: string, lock?: 'lock'): Promise<Project | null> {
  const find = `SELECT ${projectColumns} FROM projects_project p WHERE p.key = $1 ${lock ? 'FOR UPDATE' : ''}`
  const [row] = await sql.query<Project>(find, [key])
  return row ?? null
}

/** An organiser of one campaign reaches the projects that are its work. */
export const mayChange = (by: Actor, project: Pick<Project, 'campaign'> | null): boolean =>
  can(by, 'project.change', project?.campaign ? { campaign: project.campaign } : {})

/** What every change of a project answers. */
export type Changed<Reason extends string> =
  | { ok: true }
  | { ok: false; reason: Reason; errors?: ProjectErrors }

/**
 * Runs a change of a project in one transaction, its row locked: who changes the same project at the same moment stands in a row.
 * Refuses `not-allowed` and `unknown-project`, and whatever `work` refuses.
 */
export async function changeProject<Reason extends string>(
  db: Database,
  by: Actor,
  key: string,
  work: (tx: Sql, project: Project) => Promise<Changed<Reason>>,
): Promise<Changed<Reason | 'not-allowed' | 'unknown-project'>> {
  return db.transaction(async (tx) => {
    const project = await projectRow(tx, key, 'lock')
    if (!mayChange(by, project)) return { ok: false, reason: 'not-allowed' }
    if (!project) return { ok: false, reason: 'unknown-project' }
    return work(tx, project)
  })
}
