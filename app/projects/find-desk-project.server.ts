import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { findProject } from './find-project.server'
import { mayChange } from './internal/project-row.server'
import type { Application } from './open-call'
import type { Partner } from './partner'
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
  /** Who was a partner and is none any more, the last first. */
  formerPartners: Partner[]
  mayChange: boolean
}

const counts = `
  SELECT c.id::text, c.indicator, c.counted_on AS "on", c.count, c.note, c.by,
         (c.reverses IS NOT NULL OR EXISTS (SELECT FROM projects_count r WHERE r.reverses = c.id)) AS reversed
    FROM projects_count c WHERE c.project = $1 ORDER BY c.at DESC, c.id LIMIT 100`
const applications = `
  SELECT a.id::text, a.call::text, a.applicant, a.received_on AS "receivedOn", a.selected_on AS "selectedOn",
         (SELECT json_build_object('on', b.taken_on, 'why', b.why) FROM projects_selection_taken_back b
           WHERE b.application = a.id ORDER BY b.taken_on DESC, b.at DESC LIMIT 1) AS "takenBack"
    FROM projects_application a JOIN projects_call c ON c.id = a.call WHERE c.project = $1
   ORDER BY a.received_on, a.applicant, a.id LIMIT 1000`

const former = `
  SELECT name_zh AS "nameZh", name_en AS "nameEn", from_on AS "fromOn", left_on AS "leftOn" FROM projects_partner
   WHERE project = $1 AND left_on IS NOT NULL ORDER BY left_on DESC, position, id LIMIT 100`

/** One project for the desk, with what only the desk sees; null when there is none or `by` may see none. */
export async function findDeskProject(sql: Sql, by: Actor, key: string): Promise<DeskProject | null> {
  // Calls and contracts that begin later are the desk's business already.
  const found = canSomewhere(by, 'project.see') ? await findProject(sql, key, '9999-12-31') : null
  if (!found) return null
  return {
    ...found,
    counts: await sql.query<KeptCount>(counts, [key]),
    applications: await sql.query<Application & { call: string }>(applications, [key]),
    formerPartners: await sql.query<Partner>(former, [key]),
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
