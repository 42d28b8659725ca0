import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

export interface ListedCount {
  id: string
  stall: string
  expectedFen: bigint
  countedFen: bigint
  note: string
  countedBy: string
  countedAt: Date
  /** `turned-down`: not agreed to, or withdrawn. */
  state: 'waiting' | 'agreed' | 'turned-down'
  agreedBy: string | null
  agreedAt: Date | null
  entryId: bigint | null
}

/** Where a page of counts begins: after this one. */
export type CountKey = Pick<ListedCount, 'id' | 'countedAt'>
/** The key as an address carries it, and back; anything else is the beginning. */
export const spellCountKey = ({ countedAt, id }: CountKey): string => `${countedAt.getTime()}_${id}`
export function readCountKey(text: string | null): CountKey | null {
  const [, at, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return id && isUuid(id) ? { countedAt: new Date(Number(at)), id } : null
}

const pageSize = 50
const list = `
  SELECT * FROM (SELECT c.id, c.stall, c.expected_fen AS "expectedFen", c.counted_fen AS "countedFen", c.note, c.counted_at AS "countedAt",
         coalesce(u.name, v.label || ' · ' || v.place, '') AS "countedBy", a.name AS "agreedBy", c.agreed_at AS "agreedAt",
         c.entry_id AS "entryId",
         CASE WHEN c.agreed_at IS NOT NULL THEN 'agreed'
              WHEN EXISTS (SELECT FROM identity_proposal p WHERE p.subject_kind = 'stall' AND p.subject_id = c.campaign || '/' || c.stall
                              AND p.state = 'waiting' AND p.payload ->> 'countId' = c.id::text) THEN 'waiting'
              ELSE 'turned-down' END AS state
    FROM market_count c LEFT JOIN identity_user u ON u.id = c.counted_by LEFT JOIN identity_pass v ON v.id::text = c.counted_by
    LEFT JOIN identity_user a ON a.id = c.agreed_by
   WHERE c.campaign = $1 AND ($2::text IS NULL OR c.stall = $2)
     AND ($3::uuid IS NULL OR c.counted_at < $4 OR (c.counted_at = $4 AND c.id > $3))) AS found
   WHERE CASE $5 WHEN 'waiting' THEN state = 'waiting' WHEN 'decided' THEN state <> 'waiting' ELSE true END
   ORDER BY "countedAt" DESC, id LIMIT $6`

export interface AskedCounts {
  /** Of one stall; null is all of them. */
  stall?: string | null
  /** `waiting` for the second person, `decided` (booked or turned down), or both. */
  view?: 'waiting' | 'decided' | 'all'
  after?: CountKey | null
  limit?: number
}

/** A page of the cash counts of a campaign's stalls, or of one of them, the newest first; `next` is null on the last. */
export async function listCounts(
  sql: Sql,
  campaign: string,
  { stall = null, view = 'all', after = null, limit = pageSize }: AskedCounts = {},
): Promise<{ counts: ListedCount[]; next: CountKey | null }> {
  const from = [after?.id ?? null, after?.countedAt ?? null]
  const rows = await sql.query<ListedCount>(list, [campaign, stall, ...from, view, limit + 1])
  const counts = rows.slice(0, limit)
  return { counts, next: rows.length > limit ? counts.at(-1)! : null }
}

/** Every count that waits for its second person: one a stall at most. */
export const listWaitingCounts = async (
  sql: Sql,
  campaign: string,
  stall: string | null = null,
): Promise<ListedCount[]> =>
  (await listCounts(sql, campaign, { stall, view: 'waiting', limit: 10_000 })).counts
