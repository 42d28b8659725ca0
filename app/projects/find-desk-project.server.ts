import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { findProject } from './find-project.server'
import { mayChange } from './internal/project-row.server'
import type { Application } from './open-call'
import type { ProjectFacts } from './read-project-facts.server'

export interface KeptCount {
  id: string
  indicator: string
  on: Day
  count: bigint
  note: string
  by: string
  /** It was taken back, or takes back another one. */
  reversed: boolean
}

export interface DeskProject extends ProjectFacts {
  /** The newest counts, at most a hundred. */
  counts: KeptCount[]
  applications: (Application & { call: string })[]
  mayChange: boolean
}

const counts = `
  SELECT c.id::text, c.indicator, c.counted_on AS "on", c.count, c.note, c.by,
         (c.reverses IS NOT NULL OR EXISTS (SELECT FROM projects_count r WHERE r.reverses = c.id)) AS reversed
    FROM projects_count c WHERE c.project = $1 ORDER BY c.at DESC, c.id LIMIT 100`
const applications = `
  SELECT a.id::text, a.call::text, a.applicant, a.received_on AS "receivedOn", a.selected_on AS "selectedOn"
    FROM projects_application a JOIN projects_call c ON c.id = a.call WHERE c.project = $1
   ORDER BY a.received_on, a.applicant, a.id LIMIT 1000`

/** One project for the desk, with what only the desk sees; null when there is none or `by` may see none. */
export async function findDeskProject(sql: Sql, by: Actor, key: string): Promise<DeskProject | null> {
  // Calls and contracts that begin later are the desk's business already.
  const found = canSomewhere(by, 'project.see') ? await findProject(sql, key, '9999-12-31') : null
  if (!found) return null
  return {
    ...found,
    counts: await sql.query<KeptCount>(counts, [key]),
    applications: await sql.query<Application & { call: string }>(applications, [key]),
    mayChange: mayChange(by, found.project),
  }
}

const evidence = `
  SELECT evidence_type AS type, evidence_name AS name FROM projects_milestone WHERE project = $1 AND evidence = $2 LIMIT 1`

/** A file that shows a milestone of this project; null when it is none of its. */
export async function findProjectEvidence(
  sql: Sql,
  key: string,
  file: string,
): Promise<{ type: string; name: string } | null> {
  const [found] = await sql.query<{ type: string; name: string }>(evidence, [key, file])
  return found ?? null
}
