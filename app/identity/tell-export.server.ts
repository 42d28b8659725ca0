import type { Sql } from '~/platform/db.server'
import type { Actor } from './actor'
import { recordAct } from './record-act.server'

/**
 * Writes into the trail that `by` takes a list away, before its first byte leaves (`<what>.export`), and answers what
 * writes, at its end, how many rows went and whether all did (`<what>.export-end`). `asked` must name no donor.
 */
export async function tellExport(
  sql: Sql,
  by: Actor,
  { what, subjectId, asked }: { what: string; subjectId: string; asked: object },
): Promise<(end: { rows: number; whole: boolean }) => Promise<void>> {
  const subject = { kind: `${what}-list`, id: subjectId }
  await recordAct(sql, { by, action: `${what}.export`, subject, after: asked })
  return (end) => recordAct(sql, { by, action: `${what}.export-end`, subject, after: end })
}
