import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { slugShape } from '~/platform/slug'
import { type ProjectFacts, readProjectFacts } from './read-project-facts.server'

/** One project with everything that is written down of it by `today`; null when there is none. */
export async function findProject(sql: Sql, key: string, today: Day): Promise<ProjectFacts | null> {
  const facts = slugShape.test(key)
    ? await readProjectFacts(sql, key, { from: '0001-01-01', to: today })
    : null
  // Since the beginning everything is counted, but partners are those of the day.
  return (
    facts && { ...facts, partners: facts.partners.filter(({ leftOn }) => leftOn === null || leftOn > today) }
  )
}
