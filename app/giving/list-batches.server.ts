import type { Actor } from '~/identity/actor'
import { reachOf } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Batch } from './batch'
import type { BatchFilter } from './batch-filter'
import { batches } from './internal/batch-columns.server'

const list = `
  SELECT * FROM (${batches}
   WHERE ($2::text[] IS NULL OR b.campaign = ANY ($2)) AND ($3::text IS NULL OR b.kind = $3)
     AND ($4 = '' OR strpos(lower(b.place), lower($4)) > 0 OR EXISTS (
       SELECT FROM giving_batch_line l LEFT JOIN giving_gift g ON g.id = l.gift_id
        WHERE l.batch_id = b.id AND (strpos(lower(l.donor_name), lower($4)) > 0 OR strpos(l.cheque_number, $4) > 0
          OR strpos(lower(g.donor_name), lower($4)) > 0)))) x
   WHERE ($5::text IS NULL OR state = $5) AND ($6::timestamptz IS NULL OR ("createdAt", id::uuid) < ($6::timestamptz, $7::uuid))
   ORDER BY "createdAt" DESC, id::uuid DESC LIMIT $8`

export type BatchKey = Pick<Batch, 'createdAt' | 'id'>

/** A page of the batches within `by`'s reach, the newest first; amounts only where `by` may see them. */
export async function listBatches(
  sql: Sql,
  by: Actor,
  { filter, after, limit }: { filter: BatchFilter; after?: BatchKey; limit: number },
): Promise<{ rows: Batch[]; next: Batch | null }> {
  const reach = reachOf(by, 'offline.see', 'campaign')
  const found = await sql.query<Batch>(list, [
    ...[by.id, reach === '*' ? null : reach, filter.kind, filter.q, filter.state],
    ...[after?.createdAt ?? null, after?.id ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}

export const spellBatchKey = ({ createdAt, id }: BatchKey): string => `${createdAt.getTime()}_${id}`

/** Where a page began; undefined for what is no such place. */
export function readBatchKey(typed: string | null): BatchKey | undefined {
  const [, ms, id] = /^(\d{1,15})_(.+)$/.exec(typed ?? '') ?? []
  return ms && id && isUuid(id) ? { createdAt: new Date(Number(ms)), id } : undefined
}
