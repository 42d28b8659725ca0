import type { Fault, Projection } from '~/ledger/projection'

const move = `
  UPDATE walks_page p SET raised_fen = p.raised_fen + m.fen, gifts = p.gifts + m.n
    FROM (SELECT substr(g.via, 6) AS slug, sum(e.fen)::bigint AS fen, sum(e.n)::int AS n
            FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS e (id, fen, n)
            JOIN ledger_entry l ON l.id = e.id JOIN giving_gift g ON g.entry_id = coalesce(l.reverses, l.id)
           WHERE g.via LIKE 'page:%' GROUP BY 1) m
   WHERE p.slug = m.slug`
const differs = `
  SELECT p.slug, p.raised_fen AS kept, coalesce(c.fen, 0)::bigint AS counted, p.gifts, coalesce(c.n, 0)::int AS n
    FROM walks_page p LEFT JOIN LATERAL (
      SELECT sum(e.fen) AS fen, sum(e.n) AS n FROM giving_gift g CROSS JOIN LATERAL (
        SELECT -sum(l.amount_fen) AS fen, CASE WHEN e.id = g.entry_id THEN 1 ELSE -1 END AS n
          FROM ledger_entry e JOIN ledger_leaf s ON s.entry_id = e.id JOIN ledger_line l ON l.entry_id = e.id
          JOIN ledger_account a ON a.code = l.account AND a.raised
         WHERE e.id = g.entry_id OR e.reverses = g.entry_id GROUP BY e.id) e
       WHERE g.via = 'page:' || p.slug) c ON true
   WHERE p.raised_fen <> coalesce(c.fen, 0) OR p.gifts <> coalesce(c.n, 0) LIMIT 1`

/**
 * What fundraising pages raised, moved in the sealing transaction as the campaigns' totals are: a page and its campaign never tell
 * two stories, leaderboards read an index, and a refund takes back what its gift brought.
 */
export const pageTotals: Projection = {
  name: 'fundraising pages',
  async apply(tx, batch) {
    const moved = batch
      .filter((entry) => entry.kind === 'gift' || entry.reversesKind === 'gift')
      .map(({ entryId, kind, lines }) => ({
        entryId,
        fen: -lines.reduce((sum, line) => sum + (line.raised ? line.amountFen : 0n), 0n),
        n: kind === 'gift' ? 1 : -1,
      }))
    if (moved.length === 0) return
    await tx.query(move, [moved.map((m) => m.entryId), moved.map((m) => m.fen), moved.map((m) => m.n)])
  },
  async check(tx) {
    const rows = await tx.query<{ slug: string; kept: bigint; counted: bigint; gifts: number; n: number }>(
      differs,
    )
    return rows.map(
      (r): Fault => ({
        what: 'fundraising page',
        row: r.slug,
        detail: `kept ${r.kept} fen, ${r.gifts} gifts; the entries say ${r.counted} fen, ${r.n} gifts`,
      }),
    )
  },
}
