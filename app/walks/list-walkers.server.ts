import type { Sql } from '~/platform/db.server'
import { feeHeld } from './internal/fee-held'
import type { WalkerState } from './walker'
import type { WalkerFilter } from './walker-filter'

/** A walker in the desk's list. How to reach them is another look (`lookAtWalker`). */
export interface ListedWalker {
  id: string
  seq: bigint
  name: string
  minor: boolean
  level: string
  state: WalkerState
  bib: number | null
  unitName: string | null
  contactName: string
  createdAt: Date
  /** What a walker of this party is asked for, as it was when they registered. */
  feeFen: bigint
  /** Cancelled, and the fee was not given back. */
  feeHeld: boolean
}
/** With whom to call, for the export. */
export interface ReachableWalker extends ListedWalker {
  guardianName: string
  contactEmail: string
  contactPhone: string
  emergencyName: string
  emergencyPhone: string
  answers: Record<string, string>
  waiverVersion: number
}

const list = `
  SELECT w.id::text AS id, w.seq, w.name, w.minor, w.level, w.state, w.bib, u.name AS "unitName", p.contact_name AS "contactName",
         w.created_at AS "createdAt", w.guardian_name AS "guardianName", p.contact_email AS "contactEmail",
         p.contact_phone AS "contactPhone", w.emergency_name AS "emergencyName", w.emergency_phone AS "emergencyPhone",
         w.answers, w.waiver_version AS "waiverVersion", p.fee_fen AS "feeFen", ${feeHeld} AS "feeHeld"
    FROM walks_walker w JOIN walks_party p ON p.id = w.party_id LEFT JOIN walks_unit u ON u.id = w.unit_id
   WHERE w.campaign = $1 AND w.seq > $2 AND ($3 = '' OR strpos(lower(w.name), lower($3)) > 0 OR w.bib::text = $3)
     AND ($4::uuid IS NULL OR w.unit_id = $4) AND ($5::text IS NULL OR w.level = $5) AND ($6::text IS NULL OR CASE $6 WHEN 'fee-held' THEN ${feeHeld} ELSE w.state = $6 END)
   ORDER BY w.seq LIMIT $7`

/** A page of a campaign's walkers in the order in which they registered; `next` is null on the last. */
export async function listWalkers(
  sql: Sql,
  campaign: string,
  { filter, after = 0n, limit = 100 }: { filter: WalkerFilter; after?: bigint; limit?: number },
): Promise<{ walkers: ReachableWalker[]; next: bigint | null }> {
  const { q, unit, level, state } = filter
  const rows = await sql.query<ReachableWalker>(list, [campaign, after, q, unit, level, state, limit + 1])
  const walkers = rows.slice(0, limit)
  return { walkers, next: rows.length > limit ? walkers.at(-1)!.seq : null }
}
