import type { Sql } from '~/platform/db.server'
import { readStall, type StallRow, stallColumns } from './internal/stall-row.server'
import type { Stall } from './stall'
import type { Takings } from './takings'

export interface ListedStall extends Stall, Takings {
  fundZh: string
  fundEn: string
  devices: number
  /** Receipts that its phones wrote and have not sent, as far as they told; phones that were given up are not waited for. */
  unsent: number
  /** When one of its phones was heard last. */
  lastSeenAt: Date | null
  flagged: number
}

const list = `
  SELECT ${stallColumns}, f.name_zh AS "fundZh", f.name_en AS "fundEn", d.devices, d.unsent, d.last AS "lastSeenAt",
         x.cash AS "cashFen", x.receipts, x.flagged, n.counted AS "countedFen", (x.cash - n.answered)::bigint AS "pendingFen",
         q.fen AS "qrFen"
    FROM market_stall s JOIN ledger_fund f ON f.slug = s.fund,
    LATERAL (SELECT coalesce(sum(amount_fen) FILTER (WHERE method = 'cash'), 0)::bigint AS cash, count(*)::int AS receipts,
                    count(*) FILTER (WHERE flags <> '{}')::int AS flagged
               FROM market_sale WHERE campaign = s.campaign AND stall = s.key) x,
    LATERAL (SELECT coalesce(sum(counted_fen), 0)::bigint AS counted, coalesce(sum(expected_fen), 0)::bigint AS answered
               FROM market_count WHERE campaign = s.campaign AND stall = s.key AND agreed_at IS NOT NULL) n,
    LATERAL (SELECT coalesce(sum(g.amount_fen), 0)::bigint AS fen FROM market_sale m JOIN giving_gift g ON g.via = 'sale:' || m.id AND g.via <> '' AND g.campaign = m.campaign
              WHERE m.campaign = s.campaign AND m.stall = s.key AND m.method = 'qr' AND g.state = 'confirmed' AND g.refunded_at IS NULL) q,
    LATERAL (SELECT count(*)::int AS devices, max(last_seen_at) AS last,
                    coalesce(sum(greatest(0, last_receipt - (SELECT count(*) FROM market_sale WHERE device = v.id)))
                               FILTER (WHERE ended_at IS NULL), 0)::int AS unsent
               FROM market_device v WHERE v.campaign = s.campaign AND v.stall = s.key) d
   WHERE s.campaign = $1 ORDER BY s.number`

/** The stalls of a campaign's market with what they took; there are 99 at most. */
export async function listStalls(sql: Sql, campaign: string): Promise<ListedStall[]> {
  const rows = await sql.query<StallRow & Omit<ListedStall, 'goods'>>(list, [campaign])
  return rows.map((row) => ({ ...row, ...readStall(row) }))
}
