import type { Sql } from '~/platform/db.server'

export interface AssistanceProject {
  key: string
  nameZh: string
  nameEn: string
}

const list = `
  SELECT key, name_zh AS "nameZh", name_en AS "nameEn" FROM projects_project WHERE kind = 'assistance' AND state <> 'archived'
   ORDER BY position, key LIMIT 200`

/** The projects that help single people or families, by position: what a batch of assistance may belong to. */
export const listAssistanceProjects = (sql: Sql): Promise<AssistanceProject[]> =>
  sql.query<AssistanceProject>(list)
