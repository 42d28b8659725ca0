import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Both, Figure } from '../statement/figure'

export interface PublishedPeriod {
  period: string
  statements: number
  latestOn: Day
}
/** Quarters of which something is published, the newest first. */
export const listPublishedPeriods = (sql: Sql): Promise<PublishedPeriod[]> =>
  sql.query<PublishedPeriod>(
    `SELECT period, count(DISTINCT project)::int AS statements, max(published_on) AS "latestOn" FROM disclosures_disclosure
      WHERE state = 'published' GROUP BY period ORDER BY period DESC LIMIT 400`,
  )

export interface PublishedRow {
  project: string
  period: string
  version: number
  name: Both
  publishedOn: Day
  figures: Figure[]
}
const ofPeriod = `
  SELECT project, period, version, "publishedOn", name, figures FROM (
    SELECT DISTINCT ON (d.project) d.project, d.period, d.version, d.published_on AS "publishedOn", d.frozen::jsonb #> '{project,name}' AS name,
           d.frozen::jsonb -> 'figures' AS figures, p.position
      FROM disclosures_disclosure d JOIN projects_project p ON p.key = d.project
     WHERE d.period = $1 AND d.state = 'published' ORDER BY d.project, d.version DESC) x
   ORDER BY position, project LIMIT 200`

/** The newest version of each project's statement for a quarter, in the order of the projects, with its figures. */
export const listPublished = (sql: Sql, period: string): Promise<PublishedRow[]> =>
  sql.query<PublishedRow>(ofPeriod, [period])

export interface PublishedNews {
  id: string
  project: string
  period: string
  version: number
  name: Both
  publishedAt: Date
  /** The day it counts as published on, Asia/Shanghai. */
  publishedOn: Day
  explanation: Both
}
/** What was published last, corrections among it. */
export const listPublishedNews = (sql: Sql, limit = 50): Promise<PublishedNews[]> =>
  sql.query<PublishedNews>(
    `SELECT id::text, project, period, version, frozen::jsonb #> '{project,name}' AS name, published_at AS "publishedAt", published_on AS "publishedOn",
            frozen::jsonb -> 'explanation' AS explanation
       FROM disclosures_disclosure WHERE state = 'published' ORDER BY published_at DESC, id LIMIT $1`,
    [limit],
  )

/** What stands for a statement in one line: its most telling figures. */
const telling = [
  /^plans\.approved\./,
  /^assistance\.(cases|amountFen)$/,
  /^paid\.amountFen$/,
  /^walk\.(raisedFen|visits\.all|marketFen)$/,
  /^indicator\..*\.count$/,
  /^call\..*\.received\.count$/,
  /^outputs\./,
  /^procurement\..*\.winners\.count$/,
  /^milestones\.met\.count$/,
]
export function mainFigures(figures: readonly Figure[], most = 3): Figure[] {
  const ranked = telling.flatMap((pattern) =>
    figures.filter((figure) => pattern.test(figure.key) && (figure.amountFen ?? figure.count ?? 0) !== 0),
  )
  return ranked.slice(0, most)
}
