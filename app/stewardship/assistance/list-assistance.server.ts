import type { Actor } from '~/identity/actor'
import { reachOf } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import type { AssistanceBatch, AssistanceFilter } from './assistance'
import { batchColumns } from './internal/batch-row.server'

const list = `
  SELECT * FROM (SELECT ${batchColumns} FROM stewardship_assistance_batch b
   WHERE ($1::text[] IS NULL OR b.fund = ANY ($1)) AND ($2 = '' OR strpos(lower(b.title), lower($2)) > 0)
     AND ($4::timestamptz IS NULL OR (b.created_at, b.id) < ($4::timestamptz, $5::uuid))) x
   WHERE $3::text IS NULL OR state = $3 ORDER BY "createdAt" DESC, id::uuid DESC LIMIT $6`

export type AssistanceKey = Pick<AssistanceBatch, 'createdAt' | 'id'>

/** A page of batches within `by`'s reach, the newest first; `next` is null on the last. */
export async function listAssistance(
  sql: Sql,
  by: Actor,
  { filter, after, limit }: { filter: AssistanceFilter; after?: AssistanceKey; limit: number },
): Promise<{ rows: AssistanceBatch[]; next: AssistanceBatch | null }> {
  const reach = reachOf(by, 'assistance.see', 'fund')
  const found = await sql.query<AssistanceBatch>(list, [
    ...[reach === '*' ? null : reach, filter.q, filter.state],
    ...[after?.createdAt ?? null, after?.id ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}
