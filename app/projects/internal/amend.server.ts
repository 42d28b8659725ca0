import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { FieldReader, type Read, type Text } from '../field-reader'
import { type Amendment, longestProject } from '../project'

type Why = Pick<Amendment, 'reasonZh' | 'reasonEn' | 'on'>

/** The day of a change and its reason, which may be left out only where `optional`. */
export function readWhy(
  text: Text,
  today: Day,
  { optional = false, reader = new FieldReader(text) }: { optional?: boolean; reader?: FieldReader } = {},
): Read<Why> {
  return reader.done({
    on: reader.day('on', { until: today }) ?? '',
    reasonZh: reader.words('reasonZh', { longest: longestProject.reason, optional }),
    reasonEn: reader.words('reasonEn', { longest: longestProject.reason * 2, optional: true }),
  })
}

/** Each indicator's target has an order of its own: its key stands in the first line. */
const latest = `
  SELECT max(amended_on) AS "on" FROM projects_amendment
   WHERE project = $1 AND what = $2 AND ($3::text IS NULL OR split_part(before, E'\\n', 1) = $3)`
const insert = `
  INSERT INTO projects_amendment (id, project, what, before, after, reason_zh, reason_en, amended_on, by)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8::date, $9)`

/** Keeps a change with its reason and tells it in the trail; false when a later one of its kind (and `of` the same thing) is kept already. */
export async function keepAmendment(
  tx: Sql,
  by: Actor,
  project: string,
  { what, before, after, reasonZh, reasonEn, on }: Amendment,
  of: string | null = null,
): Promise<boolean> {
  const [last] = await tx.query<{ on: Day | null }>(latest, [project, what, of])
  if (last?.on != null && last.on > on) return false
  await tx.query(insert, [randomUUID(), project, what, before, after, reasonZh, reasonEn, on, by.name])
  await recordAct(tx, {
    ...{ by, action: `project.amend-${what}`, subject: { kind: 'project', id: project } },
    ...{ before, after: { after, on }, note: reasonZh },
  })
  return true
}
