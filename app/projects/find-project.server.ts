import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { slugShape } from '~/platform/slug'
import { type ProjectFacts, readProjectFacts } from './read-project-facts.server'

/** One project with everything that is written down of it by `today`; null when there is none. */
export async function findProject(sql: Sql, key: string, today: Day): Promise<ProjectFacts | null> {
  return slugShape.test(key) ? readProjectFacts(sql, key, { from: '0001-01-01', to: today }) : null
}
