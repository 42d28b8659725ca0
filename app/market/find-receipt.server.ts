import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { isConfirmed, isVoided, paidByQr } from './internal/receipt-state'
import type { SaleKind, SaleMethod } from './sale-answer'

/** A receipt as whoever holds its id may see it. */
export interface FoundReceipt {
  id: string
  campaign: string
  campaignZh: string
  campaignEn: string
  stallNumber: number
  deviceNumber: number
  receipt: number
  stallZh: string
  stallEn: string
  organisation: string
  fundZh: string
  fundEn: string
  kind: SaleKind
  method: SaleMethod
  amountFen: bigint
  lines: { name: string; count: number; priceFen: string }[]
  happenedAt: Date
  /** It was taken back by a later receipt; or it takes an earlier one back. */
  voided: boolean
  /** Cash: counted by two people and booked. QR: exactly its amount has arrived. */
  confirmed: boolean
  /** What has arrived by QR; 0 for cash. */
  paidFen: bigint
}

const find = `
  SELECT x.id, x.campaign, c.name_zh AS "campaignZh", c.name_en AS "campaignEn", s.number AS "stallNumber",
         d.number AS "deviceNumber", x.receipt, s.name_zh AS "stallZh", s.name_en AS "stallEn", s.organisation,
         f.name_zh AS "fundZh", f.name_en AS "fundEn", x.kind, x.method, x.amount_fen AS "amountFen", x.lines,
         x.happened_at AS "happenedAt", ${isVoided} AS voided, ${isConfirmed} AS confirmed, ${paidByQr} AS "paidFen"
    FROM market_sale x JOIN market_device d ON d.id = x.device
    JOIN market_stall s ON s.campaign = x.campaign AND s.key = x.stall
    JOIN campaigns_campaign c ON c.slug = x.campaign JOIN ledger_fund f ON f.slug = s.fund
   WHERE x.id = $1::uuid`

/** One receipt by its id, which is the key to it; null while its phone has not sent it, and for an id that is none. */
export async function findReceipt(sql: Sql, id: string): Promise<FoundReceipt | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<FoundReceipt>(find, [id])
  return row ?? null
}
