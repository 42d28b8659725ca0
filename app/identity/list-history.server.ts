import type { Sql } from '~/platform/db.server'

/** One act as the history of its subject shows it: who by name, never from where. */
export interface HistoryAct {
  id: bigint
  at: Date
  actorName: string
  actorKind: string
  action: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  note: string
}

const page = `
  SELECT id, at, actor_name AS "actorName", actor_kind AS "actorKind", action, before, after, note FROM identity_act
   WHERE subject_kind = $1 AND subject_id = $2 AND ($3::bigint IS NULL OR id < $3::bigint) ORDER BY id DESC LIMIT $4`

/** What was done to one subject, newest first, `limit` (at most 100) to a page; `next` is null on the last one. */
export async function listHistory(
  sql: Sql,
  subject: { kind: string; id: string },
  { before, limit = 30 }: { before?: bigint; limit?: number } = {},
): Promise<{ acts: HistoryAct[]; next: bigint | null }> {
  const size = Math.max(1, Math.min(limit, 100))
  const rows = await sql.query<HistoryAct>(page, [subject.kind, subject.id, before ?? null, size + 1])
  const acts = rows.slice(0, size)
  return { acts, next: rows.length > size ? acts.at(-1)!.id : null }
}

/** The acts by which `subject` came past `version`, oldest first: what somebody else saved meanwhile. */
export async function listActsSince(
  sql: Sql,
  subject: { kind: string; id: string },
  action: string,
  version: number,
): Promise<HistoryAct[]> {
  return sql.query<HistoryAct>(
    `SELECT id, at, actor_name AS "actorName", actor_kind AS "actorKind", action, before, after, note FROM identity_act
      WHERE subject_kind = $1 AND subject_id = $2 AND action = $3 AND (after ->> 'version')::int > $4 ORDER BY id LIMIT 100`,
    [subject.kind, subject.id, action, version],
  )
}
