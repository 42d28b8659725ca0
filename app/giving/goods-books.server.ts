import type { BookCheck, Fault } from '~/ledger/projection'

/** What an entry of goods says, in one line that can be compared. */
const entrySaid = `
  SELECT e.id, e.source, e.key, e.kind, coalesce(e.adjusts_on, e.occurred_on) AS day, EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id) AS reversed,
         (SELECT string_agg(l.account || ' ' || l.fund || coalesce(' ' || l.campaign, '') || ' ' || l.amount_fen, ', ' ORDER BY l.account)
            FROM ledger_line l WHERE l.entry_id = e.id) AS said
    FROM ledger_entry e WHERE e.source = `

/** Goods that two people confirmed have their one entry, with their worth; every such entry has its goods. */
const goodsFaults = `
  WITH e AS (${entrySaid}'goods'),
       g AS (SELECT g.id, g.state, g.entry_id, g.received_on, g.fund || coalesce(' ' || g.campaign, '') AS purse,
                    (SELECT coalesce(sum(quantity * unit_value_fen), 0) FROM giving_goods_line l WHERE l.goods_id = g.id) AS fen FROM giving_goods g)
  SELECT 'goods-entry' AS what, 'giving_goods ' || g.id AS row, 'worth ' || g.fen || ' fen; ' || coalesce('entry ' || e.id || ' says ' || e.said, 'no entry') AS detail
    FROM g LEFT JOIN e ON e.key = g.id::text
   WHERE g.state = 'confirmed' AND (e.id IS NULL OR e.id <> g.entry_id OR e.kind <> 'goods' OR e.day <> g.received_on OR e.reversed
      OR e.said <> 'goods-on-hand ' || g.purse || ' ' || g.fen || ', in-kind-gifts ' || g.purse || ' ' || -g.fen)
  UNION ALL
  SELECT 'entry-goods', 'ledger_entry ' || e.id, 'no goods were confirmed as ' || e.key
    FROM e WHERE NOT EXISTS (SELECT FROM g WHERE g.id::text = e.key AND g.state = 'confirmed')`

/** What was given out has its entry, reversed exactly when it was taken back; and a line knows how much of it is gone. */
const outFaults = `
  WITH e AS (${entrySaid}'goods-out'),
       o AS (SELECT o.id, o.entry_id, o.given_on, o.taken_back_at IS NOT NULL AS back, g.fund || coalesce(' ' || g.campaign, '') AS purse,
                    o.quantity * l.unit_value_fen AS fen
               FROM giving_goods_out o JOIN giving_goods_line l ON l.id = o.line_id JOIN giving_goods g ON g.id = l.goods_id)
  SELECT 'goods-out-entry' AS what, 'giving_goods_out ' || o.id AS row, 'worth ' || o.fen || ' fen; ' || coalesce('entry ' || e.id || ' says ' || e.said, 'no entry') AS detail
    FROM o LEFT JOIN e ON e.key = o.id::text
   WHERE e.id IS NULL OR e.id <> o.entry_id OR e.kind <> 'goods' OR e.day <> o.given_on OR e.reversed <> o.back
      OR e.said <> 'goods-on-hand ' || o.purse || ' ' || -o.fen || ', in-kind-given ' || o.purse || ' ' || o.fen
  UNION ALL
  SELECT 'entry-goods-out', 'ledger_entry ' || e.id, 'nothing was given out as ' || e.key FROM e WHERE NOT EXISTS (SELECT FROM o WHERE o.id::text = e.key)
  UNION ALL
  SELECT 'goods-left', 'giving_goods_line ' || l.id, l.given_out || ' are gone, giving out says ' || coalesce(s.n, 0)
    FROM giving_goods_line l
    LEFT JOIN (SELECT line_id, sum(quantity) AS n FROM giving_goods_out WHERE taken_back_at IS NULL GROUP BY line_id) s ON s.line_id = l.id
   WHERE l.given_out <> coalesce(s.n, 0)`

/** Together, what lies here is worth what the books say; and no line of goods touches an account of money. */
const handFaults = `
  SELECT 'goods-on-hand' AS what, 'ledger_fund ' || coalesce(b.fund, k.fund) AS row,
         'the books say ' || coalesce(b.fen, 0) || ' fen, things here are worth ' || coalesce(k.fen, 0) AS detail
    FROM (SELECT fund, sum(amount_fen) AS fen FROM ledger_line WHERE account = 'goods-on-hand' GROUP BY fund) b
    FULL JOIN (SELECT g.fund, sum((l.quantity - l.given_out) * l.unit_value_fen) AS fen FROM giving_goods g JOIN giving_goods_line l ON l.goods_id = g.id
                WHERE g.state = 'confirmed' GROUP BY g.fund) k ON k.fund = b.fund
   WHERE coalesce(b.fen, 0) <> coalesce(k.fen, 0)
  UNION ALL
  SELECT 'goods-money', 'ledger_entry ' || e.id, 'goods on the account of money ' || l.account
    FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id JOIN ledger_account a ON a.code = l.account
   WHERE e.source IN ('goods', 'goods-out') AND a.type <> 'in-kind'`

/** Proves goods against the books, both ways: what came, what was given out, and that what lies here is what is left. */
export const goodsBooks: BookCheck = {
  name: 'goods',
  async *run(tx) {
    for (const faults of [goodsFaults, outFaults, handFaults]) yield* await tx.query<Fault>(faults)
  },
}
