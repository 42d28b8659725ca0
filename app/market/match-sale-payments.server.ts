import type { Sql } from '~/platform/db.server'

/**
 * Receipts by QR whose gifts brought something else than they say: another amount, twice, for one that was taken back, or to
 * another campaign or fund than their stall's (`elsewhere`); and gifts for a receipt that no phone has sent within a day. What
 * was told once is not told again.
 */
const match = `
  WITH paid AS (
    SELECT id, substr(via, 6)::uuid AS sale, campaign, amount_fen, confirmed_at FROM giving_gift
     WHERE via LIKE 'sale:%' AND via <> '' AND state = 'confirmed' AND refunded_at IS NULL AND confirmed_at > $1::timestamptz - interval '30 days'
  ), sums AS (
    SELECT p.sale, p.campaign, sum(p.amount_fen)::bigint AS paid, x.amount_fen AS said, v.id IS NOT NULL AS voided, max(p.confirmed_at) AS at,
           coalesce(bool_or(x.campaign <> p.campaign OR EXISTS (SELECT FROM giving_allocation a WHERE a.gift_id = p.id AND a.fund <> s.fund)), false) AS elsewhere
      FROM paid p LEFT JOIN market_sale x ON x.id = p.sale LEFT JOIN market_stall s ON s.campaign = x.campaign AND s.key = x.stall
      LEFT JOIN market_sale v ON v.voids = x.id
     GROUP BY p.sale, p.campaign, x.amount_fen, v.id
  ), wrong AS (
    SELECT * FROM sums WHERE CASE WHEN said IS NULL THEN at < $1::timestamptz - interval '1 day' ELSE paid <> said OR voided OR elsewhere END
  )
  SELECT platform_alert('sale-paid-differs', w.sale::text, to_jsonb(w))::text FROM wrong w
   WHERE NOT EXISTS (SELECT FROM platform_alert a WHERE a.kind = 'sale-paid-differs' AND a.subject = w.sale::text
                        AND a.detail ->> 'paid' = w.paid::text AND a.detail ->> 'voided' = w.voided::text
                        AND a.detail ->> 'said' IS NOT DISTINCT FROM w.said::text
                        AND coalesce(a.detail ->> 'elsewhere', 'false') = w.elsewhere::text)`

/** Looks at what was paid by QR at stalls; answers how many alerts it raised. Run by the clock. */
export async function matchSalePayments(sql: Sql, now = new Date()): Promise<number> {
  return (await sql.query(match, [now])).length
}
