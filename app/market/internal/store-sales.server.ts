import type { Sql } from '~/platform/db.server'
import { type SaleItem, saleItem } from '../sale'
import type { SaleFlag } from '../sale-answer'
import { contentOf, type KnownSale } from './judge-sale'

interface Row {
  id: string
  device: string
  receipt: number
  kind: string
  method: string
  amountFen: bigint
  tenderedFen: bigint | null
  lines: unknown
  voids: string | null
  claimedAt: Date
}
const find = `
  SELECT id, device, receipt, kind, method, amount_fen AS "amountFen", tendered_fen AS "tenderedFen", lines, voids, claimed_at AS "claimedAt"
    FROM market_sale WHERE id = ANY($1::uuid[]) OR voids = ANY($2::uuid[]) OR (device = $3::uuid AND receipt = ANY($4::int[]))`

/** Whatever is known that shares an id, a number or a reversal with one of `sales`. */
export async function findKnown(tx: Sql, device: string, sales: readonly SaleItem[]): Promise<KnownSale[]> {
  const voids = sales.flatMap((s) => (s.voids ? [s.voids] : []))
  const ids = [...sales.map((s) => s.id), ...voids]
  const rows = await tx.query<Row>(find, [ids, voids, device, sales.map((s) => s.receipt)])
  return rows.map((row) => {
    const { amountFen, tenderedFen, claimedAt } = row
    const json = {
      ...row,
      amountFen: `${amountFen}`,
      tenderedFen: tenderedFen === null ? null : `${tenderedFen}`,
    }
    const stored = saleItem.parse({ ...json, claimedAt: claimedAt.toISOString() })
    return { ...stored, device: row.device, content: contentOf(row.device, stored) }
  })
}

export interface FreshSale {
  sale: SaleItem
  happenedAt: Date
  flags: SaleFlag[]
}

/**
 * A receipt arrives after every count of its stall that was made before: counts hold the stall's phones, so the clock decides,
 * and where it stood still it is helped on. What cash came moves the pending total.
 */
const insert = `
  WITH kept AS (
    INSERT INTO market_sale (id, campaign, stall, device, receipt, kind, method, amount_fen, tendered_fen, lines, voids,
                             claimed_at, happened_at, flags, arrived_at)
    SELECT s.id::uuid, $1, $2, $3::uuid, s.receipt, s.kind, s.method, s.amount, s.tendered, s.lines::jsonb, s.voids::uuid,
           s.claimed::timestamptz, s.happened::timestamptz, string_to_array(s.flags, ','),
           greatest(clock_timestamp(), (SELECT max(counted_at) + interval '1 millisecond' FROM market_count
                                         WHERE campaign = $1 AND stall = $2))
      FROM unnest($4::text[], $5::int[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::text[], $11::text[],
                  $12::text[], $13::text[], $14::text[])
        AS s (id, receipt, kind, method, amount, tendered, lines, voids, claimed, happened, flags)
    RETURNING method, amount_fen
  ), cash AS (SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM kept WHERE method = 'cash'),
  moved AS (INSERT INTO giving_pending_move (campaign, amount_fen, gifts) SELECT $1, fen, 0 FROM cash WHERE fen <> 0)
  SELECT count(*) FROM kept`
const see = `
  UPDATE market_device SET last_receipt = greatest(last_receipt, $2), offset_ms = $3, last_seen_at = greatest(last_seen_at, $4)
   WHERE id = $1::uuid`
const gapless = `
  SELECT coalesce(max(receipt) FILTER (WHERE receipt = place), 0)::int AS arrived
    FROM (SELECT receipt, row_number() OVER (ORDER BY receipt) AS place FROM market_sale WHERE device = $1::uuid) s`

interface News {
  campaign: string
  stall: string
  device: string
  fresh: readonly FreshSale[]
  lastReceipt: number
  offsetMs: number
  now: Date
}

/** Stores what is new and what the phone told of itself; answers up to which receipt nothing is missing. */
export async function storeSales(tx: Sql, news: News): Promise<number> {
  const { campaign, stall, device, fresh, offsetMs, now } = news
  const column = <T>(of: (one: FreshSale) => T) => fresh.map(of)
  const lines = ({ lines }: SaleItem) =>
    JSON.stringify(lines.map((l) => ({ ...l, priceFen: `${l.priceFen}` })))
  if (fresh.length > 0) {
    await tx.query(insert, [
      campaign,
      stall,
      device,
      column(({ sale }) => sale.id),
      column(({ sale }) => sale.receipt),
      column(({ sale }) => sale.kind),
      column(({ sale }) => sale.method),
      column(({ sale }) => sale.amountFen),
      column(({ sale }) => sale.tenderedFen),
      column(({ sale }) => lines(sale)),
      column(({ sale }) => sale.voids),
      column(({ sale }) => sale.claimedAt),
      column(({ happenedAt }) => happenedAt.toISOString()),
      column(({ flags }) => flags.join(',')),
    ])
  }
  const last = Math.max(news.lastReceipt, ...column(({ sale }) => sale.receipt))
  await tx.query(see, [device, last, offsetMs, now])
  const [row] = await tx.query<{ arrived: number }>(gapless, [device])
  return row!.arrived
}
