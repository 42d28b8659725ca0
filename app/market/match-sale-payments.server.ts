import type { Sql } from '~/platform/db.server'

/**
 * Receipts by QR whose gifts brought something else than they say: another amount, twice, or for one that was taken back; and
 * gifts for a receipt that no phone has sent within a day. What was told once is not told again.
 */
const match = `
  WITH paid AS (
    SELECT substr(via, 6)::uuid AS sale, campaign, sum(amount_fen)::bigint AS fen, max(confirmed_at) AS at FROM giving_gift
     WHERE via LIKE 'sale:%' AND via <> '' AND state = 'confirmed' AND refunded_at IS NULL AND confirmed_at > $1::timestamptz - interval '30 days'
     GROUP BY via, campaign
  ), wrong AS (
    SELECT p.sale, p.campaign, p.fen AS paid, x.amount_fen AS said, v.id IS NOT NULL AS voided, p.at
      FROM paid p LEFT JOIN market_sale x ON x.id = p.sale AND x.campaign = p.campaign LEFT JOIN market_sale v ON v.voids = x.id
     WHERE CASE WHEN x.id IS NULL THEN p.at < $1::timestamptz - interval '1 day' ELSE p.fen <> x.amount_fen OR v.id IS NOT NULL END
  )
  SELECT platform_alert('sale-paid-differs', w.sale::text, to_jsonb(w))::text FROM wrong w
   WHERE NOT EXISTS (SELECT FROM platform_alert a WHERE a.kind = 'sale-paid-differs' AND a.subject = w.sale::text
                        AND a.detail ->> 'paid' = w.paid::text AND a.detail ->> 'voided' = w.voided::text
                        AND a.detail ->> 'said' IS NOT DISTINCT FROM w.said::text)`

/** Looks at what was paid by QR at stalls; answers how many alerts it raised. Run by the clock. */
export async function matchSalePayments(sql: Sql, now = new Date()): Promise<number> {
  return (await sql.query(match, [now])).length
}
