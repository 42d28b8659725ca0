import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** A batch of letters as the desk sees it, with how far it is. */
export interface LetterRun {
  id: string
  kind: 'statement' | 'thanks'
  year: number | null
  campaign: string | null
  fund: string | null
  fromOn: Day | null
  toOn: Day | null
  subjectZh: string
  subjectEn: string
  state: 'running' | 'stopped' | 'done'
  startedName: string
  startedAt: Date
  stoppedName: string
  waiting: number
  sent: number
  leftOut: number
  failed: number
}

const list = `
  SELECT r.id::text AS id, r.kind, r.year, r.campaign, r.fund, r.from_on AS "fromOn", r.to_on AS "toOn",
         coalesce(r.words -> 'zh-CN' ->> 'subject', '') AS "subjectZh", coalesce(r.words -> 'en' ->> 'subject', '') AS "subjectEn",
         r.state, r.started_name AS "startedName", r.started_at AS "startedAt", r.stopped_name AS "stoppedName", n.*
    FROM giving_letter_run r, LATERAL (
      SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'sent')::int AS sent,
             count(*) FILTER (WHERE state = 'left-out')::int AS "leftOut", count(*) FILTER (WHERE state = 'failed')::int AS failed
        FROM giving_letter l WHERE l.run_id = r.id) n
   WHERE r.kind = $1 ORDER BY r.started_at DESC, r.id DESC LIMIT $2`

/** The latest batches of one kind, the newest first. */
export const listLetterRuns = (sql: Sql, kind: LetterRun['kind'], limit = 20): Promise<LetterRun[]> =>
  sql.query<LetterRun>(list, [kind, limit])
