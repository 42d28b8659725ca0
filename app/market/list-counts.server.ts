import type { Sql } from '~/platform/db.server'

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

const list = `
  SELECT c.id, c.stall, c.expected_fen AS "expectedFen", c.counted_fen AS "countedFen", c.note, c.counted_at AS "countedAt",
         coalesce(u.name, v.label || ' · ' || v.place, '') AS "countedBy", a.name AS "agreedBy", c.agreed_at AS "agreedAt",
         c.entry_id AS "entryId",
         CASE WHEN c.agreed_at IS NOT NULL THEN 'agreed'
              WHEN EXISTS (SELECT FROM identity_proposal p WHERE p.subject_kind = 'stall' AND p.subject_id = c.campaign || '/' || c.stall
                              AND p.state = 'waiting' AND p.payload ->> 'countId' = c.id::text) THEN 'waiting'
              ELSE 'turned-down' END AS state
    FROM market_count c LEFT JOIN identity_user u ON u.id = c.counted_by LEFT JOIN identity_pass v ON v.id::text = c.counted_by
    LEFT JOIN identity_user a ON a.id = c.agreed_by
   WHERE c.campaign = $1 AND ($2::text IS NULL OR c.stall = $2) ORDER BY c.counted_at DESC, c.id LIMIT 200`

/** Cash counts of a campaign's stalls, or of one of them, the newest first; 200 at most. */
export const listCounts = (sql: Sql, campaign: string, stall: string | null = null): Promise<ListedCount[]> =>
  sql.query(list, [campaign, stall])

const name = `
  SELECT p.id AS proposal, c.expected_fen AS "expectedFen", c.counted_fen AS "countedFen", c.campaign, s.key, s.name_zh AS zh, s.name_en AS en
    FROM identity_proposal p JOIN market_count c ON c.id = (p.payload ->> 'countId')::uuid
    JOIN market_stall s ON s.campaign = c.campaign AND s.key = c.stall
   WHERE p.action = 'cash.count' AND p.id = ANY($1::uuid[])`

export interface NamedCount {
  campaign: string
  key: string
  zh: string
  en: string
  expectedFen: bigint
  countedFen: bigint
}

/** What proposals to book a count are about, by the proposal's id; others are left out. */
export async function nameCounts(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, NamedCount>> {
  const ids = proposals.map(({ id }) => id)
  const rows = await sql.query<NamedCount & { proposal: string }>(name, [ids])
  return new Map(rows.map(({ proposal, ...count }) => [proposal, count]))
}
