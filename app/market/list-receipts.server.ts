import type { Sql } from '~/platform/db.server'
import { isConfirmed, isVoided, paidByQr } from './internal/receipt-state'
import type { SaleFlag, SaleKind, SaleMethod } from './sale-answer'

export interface ListedReceipt {
  id: string
  stallNumber: number
  deviceNumber: number
  receipt: number
  stallZh: string
  stallEn: string
  organisation: string
  kind: SaleKind
  method: SaleMethod
  amountFen: bigint
  tenderedFen: bigint | null
  lines: { name: string; count: number; priceFen: string }[]
  flags: SaleFlag[]
  happenedAt: Date
  arrivedAt: Date
  voided: boolean
  confirmed: boolean
  /** What has arrived by QR; 0 for cash. */
  paidFen: bigint
}
type Place = Pick<ListedReceipt, 'stallNumber' | 'deviceNumber' | 'receipt'>

const columns = `
  SELECT x.id, s.number AS "stallNumber", d.number AS "deviceNumber", x.receipt, s.name_zh AS "stallZh", s.name_en AS "stallEn",
         s.organisation, x.kind, x.method, x.amount_fen AS "amountFen", x.tendered_fen AS "tenderedFen", x.lines,
         coalesce(x.flags, '{}') AS flags, x.happened_at AS "happenedAt", x.arrived_at AS "arrivedAt",
         ${isVoided} AS voided, ${isConfirmed} AS confirmed, ${paidByQr} AS "paidFen"
    FROM market_stall s JOIN market_device d ON d.campaign = s.campaign AND d.stall = s.key JOIN market_sale x ON x.device = d.id`
const byNumber = `${columns}
   WHERE s.campaign = $1 AND ($2::int IS NULL OR (s.number, d.number, x.receipt) > ($2::int, $3::int, $4::int))
     AND ($5::text IS NULL OR s.key = $5) AND (NOT $6::boolean OR x.flags <> '{}')
   ORDER BY s.number, d.number, x.receipt LIMIT $7`
const newest = `${columns}
   WHERE x.campaign = $1 AND x.stall = $2 ORDER BY x.happened_at DESC, x.id LIMIT $3`

/** Receipts of a campaign's market by their numbers, `limit` to a page; `next` is null on the last one. */
export async function listReceipts(
  sql: Sql,
  campaign: string,
  {
    after,
    stall,
    flagged = false,
    limit = 50,
  }: { after?: Place; stall?: string; flagged?: boolean; limit?: number } = {},
): Promise<{ rows: ListedReceipt[]; next: ListedReceipt | null }> {
  const from = [after?.stallNumber ?? null, after?.deviceNumber ?? null, after?.receipt ?? null]
  const rows = await sql.query<ListedReceipt>(byNumber, [
    campaign,
    ...from,
    stall ?? null,
    flagged,
    limit + 1,
  ])
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? shown.at(-1)! : null }
}

/** The newest receipts of one stall. */
export const listNewestReceipts = (sql: Sql, campaign: string, stall: string): Promise<ListedReceipt[]> =>
  sql.query(newest, [campaign, stall, 50])
