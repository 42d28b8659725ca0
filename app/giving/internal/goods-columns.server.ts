import { waitsForSecond } from './goods-row.server'

/** SQL: goods `g` as `Goods`. */
export const goodsColumns = `
  g.id::text, g.donor_name AS "donorName", g.name_consent AS "nameConsent", g.campaign, g.fund, g.received_on AS "receivedOn", g.note,
  g.entered_name AS "enteredByName", g.created_at AS "createdAt",
  CASE WHEN g.state = 'entered' AND ${waitsForSecond} THEN 'waiting' ELSE g.state END AS state,
  (SELECT count(*)::int FROM giving_goods_line l WHERE l.goods_id = g.id) AS lines,
  (SELECT coalesce(sum(quantity * unit_value_fen), 0)::bigint FROM giving_goods_line l WHERE l.goods_id = g.id) AS "valueFen",
  (SELECT coalesce(sum(given_out * unit_value_fen), 0)::bigint FROM giving_goods_line l WHERE l.goods_id = g.id) AS "givenFen",
  coalesce((SELECT description FROM giving_goods_line l WHERE l.goods_id = g.id ORDER BY position LIMIT 1), '') AS about`
