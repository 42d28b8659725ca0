import type { Fault, Projection, SealedEntry } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'

interface Move {
  campaign: string
  channel: string
  confirmedFen: bigint
  refundedFen: bigint
  gifts: bigint
}

/** What `batch` does to the campaigns' totals: income that counts as raised, by campaign and channel. */
export function movesOf(batch: readonly SealedEntry[]): Move[] {
  const moves = new Map<string, Move>()
  for (const entry of batch) {
    const countsGift = entry.kind === 'gift' ? 1n : entry.reversesKind === 'gift' ? -1n : 0n
    const counted = new Set<string>()
    for (const line of entry.lines) {
      if (!line.raised || line.campaign === null) continue
      const key = `${line.campaign}\0${entry.channel}`
      let move = moves.get(key)
      if (!move) {
        move = {
          campaign: line.campaign,
          channel: entry.channel,
          confirmedFen: 0n,
          refundedFen: 0n,
          gifts: 0n,
        }
        moves.set(key, move)
      }
      move.confirmedFen -= line.amountFen // income is credited, that is negative
      if (entry.kind === 'reversal' || entry.kind === 'refund') move.refundedFen += line.amountFen
      if (!counted.has(line.campaign)) move.gifts += countsGift
      counted.add(line.campaign)
    }
  }
  return [...moves.values()]
}

/**
 * Totals of campaigns, moved in the sealing transaction: what is sealed is counted, nothing else, once.
 * Also folds the queue of pending moves, which are insert-only so that no two gifts wait for one another.
 */
export const campaignTotals: Projection = {
  name: 'campaign totals',
  hasWork: 'EXISTS (SELECT FROM giving_pending_move)',
  async apply(tx, batch, head) {
    const moves = movesOf(batch)
    await tx.query(
      `WITH moved AS (DELETE FROM giving_pending_move RETURNING campaign, amount_fen, gifts),
       delta AS (
         SELECT campaign, sum(confirmed)::bigint AS confirmed, sum(refunded)::bigint AS refunded, sum(gifts)::bigint AS gifts,
                sum(pending)::bigint AS pending, sum(pending_gifts)::bigint AS pending_gifts, bool_or(sealed) AS sealed
           FROM (
             SELECT campaign, confirmed, refunded, gifts, 0 AS pending, 0 AS pending_gifts, true AS sealed
               FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) AS m (campaign, confirmed, refunded, gifts)
             UNION ALL SELECT campaign, 0, 0, 0, amount_fen, gifts, false FROM moved
           ) x GROUP BY campaign
       )
       INSERT INTO live_campaign_total AS t
         (campaign, confirmed_fen, refunded_fen, gifts, pending_fen, pending_gifts, tree_size, pending_moves, as_of)
       SELECT campaign, confirmed, refunded, gifts, pending, pending_gifts, CASE WHEN sealed THEN $5::bigint ELSE 0 END,
              CASE WHEN sealed THEN 0 ELSE 1 END, date_trunc('milliseconds', clock_timestamp()) FROM delta
       ON CONFLICT (campaign) DO UPDATE SET
         confirmed_fen = t.confirmed_fen + excluded.confirmed_fen, refunded_fen = t.refunded_fen + excluded.refunded_fen,
         gifts = t.gifts + excluded.gifts, pending_fen = t.pending_fen + excluded.pending_fen,
         pending_gifts = t.pending_gifts + excluded.pending_gifts,
         tree_size = greatest(t.tree_size, excluded.tree_size), as_of = excluded.as_of,
         pending_moves = CASE WHEN excluded.pending_moves = 0 THEN 0 ELSE t.pending_moves + 1 END`,
      [
        moves.map((m) => m.campaign),
        moves.map((m) => m.confirmedFen),
        moves.map((m) => m.refundedFen),
        moves.map((m) => m.gifts),
        head.treeSize,
      ],
    )
    if (moves.length === 0) return
    await tx.query(
      `INSERT INTO live_campaign_channel_total AS t (campaign, channel, confirmed_fen, gifts)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
       ON CONFLICT (campaign, channel) DO UPDATE
         SET confirmed_fen = t.confirmed_fen + excluded.confirmed_fen, gifts = t.gifts + excluded.gifts`,
      [
        moves.map((m) => m.campaign),
        moves.map((m) => m.channel),
        moves.map((m) => m.confirmedFen),
        moves.map((m) => m.gifts),
      ],
    )
  },
  check: checkCampaignTotals,
}

/** Recomputes every campaign's totals from raw sealed rows and names the first that differs. */
async function checkCampaignTotals(tx: Sql): Promise<Fault[]> {
  const rows = await tx.query<{ campaign: string; channel: string | null; kept: string; counted: string }>(
    `WITH lines AS (
       SELECT l.campaign, e.channel, e.id, -l.amount_fen AS fen,
              CASE WHEN e.kind = 'gift' THEN 1 WHEN r.kind = 'gift' THEN -1 ELSE 0 END AS counts, e.kind IN ('reversal', 'refund') AS back
         FROM ledger_line l JOIN ledger_account a ON a.code = l.account AND a.raised
         JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_leaf s ON s.entry_id = e.id
         LEFT JOIN ledger_entry r ON r.id = e.reverses WHERE l.campaign IS NOT NULL
     ), per_entry AS (
       SELECT campaign, channel, id, sum(fen) AS fen, max(counts) AS up, min(counts) AS down, bool_or(back) AS back
         FROM lines GROUP BY campaign, channel, id
     ), counted AS (
       SELECT campaign, channel, sum(fen)::bigint AS fen, sum(CASE WHEN down < 0 THEN down ELSE up END)::bigint AS gifts,
              coalesce(-sum(fen) FILTER (WHERE back), 0)::bigint AS refunded FROM per_entry GROUP BY GROUPING SETS ((campaign, channel), (campaign))
     ), pending AS (
       SELECT campaign, sum(fen)::bigint AS fen, sum(n)::bigint AS gifts FROM (
         SELECT campaign, amount_fen AS fen, 1 AS n FROM giving_gift WHERE state = 'pending'
         UNION ALL SELECT campaign, amount_fen, 0 FROM market_sale WHERE method = 'cash'
         UNION ALL SELECT campaign, -expected_fen, 0 FROM market_count WHERE agreed_at IS NOT NULL
         UNION ALL SELECT campaign, -amount_fen, -gifts FROM giving_pending_move) x GROUP BY campaign
     ), kept AS (
       SELECT campaign, channel, confirmed_fen || ' fen, ' || gifts || ' gifts' AS said FROM live_campaign_channel_total
       UNION ALL SELECT campaign, NULL, confirmed_fen || ' fen, ' || gifts || ' gifts, ' || refunded_fen || ' refunded, '
         || pending_fen || ' pending in ' || pending_gifts FROM live_campaign_total
     ), true_ones AS (
       SELECT campaign, channel, fen || ' fen, ' || gifts || ' gifts' AS said FROM counted WHERE channel IS NOT NULL
       UNION ALL SELECT coalesce(c.campaign, p.campaign), NULL, coalesce(c.fen, 0) || ' fen, ' || coalesce(c.gifts, 0) || ' gifts, '
         || coalesce(c.refunded, 0) || ' refunded, ' || coalesce(p.fen, 0) || ' pending in ' || coalesce(p.gifts, 0)
         FROM (SELECT * FROM counted WHERE channel IS NULL) c FULL JOIN pending p ON p.campaign = c.campaign
     )
     SELECT coalesce(k.campaign, t.campaign) AS campaign, coalesce(k.channel, t.channel) AS channel,
            coalesce(k.said, 'nothing') AS kept, coalesce(t.said, 'nothing') AS counted
       FROM kept k FULL JOIN true_ones t ON k.campaign = t.campaign AND k.channel IS NOT DISTINCT FROM t.channel
      WHERE k.said IS DISTINCT FROM t.said
        AND NOT (t.said IS NULL AND k.said LIKE '0 fen, 0 gifts, 0 refunded, 0 pending in 0')
        AND NOT (k.said IS NULL AND t.said LIKE '0 fen, 0 gifts, 0 refunded, 0 pending in 0') LIMIT 1`,
  )
  return rows.map((r) => ({
    what: 'campaign total',
    row: r.channel ? `${r.campaign} ${r.channel}` : r.campaign,
    detail: `kept ${r.kept}; the entries say ${r.counted}`,
  }))
}
