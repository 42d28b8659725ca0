import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { pledgeColumns } from './find-pledge.server'
import type { Pledge } from './pledge'
import type { PledgeFilter } from './pledge-filter'

const list = `
  SELECT ${pledgeColumns} FROM giving_pledge p
   WHERE p.campaign = $1 AND ($2 = '' OR strpos(lower(p.unit_name), lower($2)) > 0 OR strpos(p.reference, upper($2)) > 0)
     AND ($3::text IS NULL OR p.state = $3) AND ($4::text IS NULL OR p.region = $4)
     AND ($5::timestamptz IS NULL OR (p.created_at, p.id) < ($5::timestamptz, $6::uuid))
   ORDER BY p.created_at DESC, p.id DESC LIMIT $7`

export type PledgeKey = Pick<Pledge, 'createdAt' | 'id'>

/** A page of a campaign's pledges, the newest first; `next` is where the following one begins, null on the last. */
export async function listPledges(
  sql: Sql,
  campaign: string,
  { filter, after, limit }: { filter: PledgeFilter; after?: PledgeKey; limit: number },
): Promise<{ rows: Pledge[]; next: Pledge | null }> {
  const found = await sql.query<Pledge>(list, [
    ...[campaign, filter.q, filter.state, filter.region],
    ...[after?.createdAt ?? null, after?.id ?? null, limit + 1],
  ])
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)! : null }
}

export const cursorOf = ({ createdAt, id }: PledgeKey): string => `${createdAt.getTime()}_${id}`

/** Where a page began; undefined for what is no such place. */
export function readCursor(typed: string | null): PledgeKey | undefined {
  const [, ms, id] = /^(\d{1,15})_(.+)$/.exec(typed ?? '') ?? []
  return ms && id && isUuid(id) ? { createdAt: new Date(Number(ms)), id } : undefined
}
