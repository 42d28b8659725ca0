import type { Sql } from '~/platform/db.server'

/** What of a campaign's gifts is withheld in open disputes: still counted as arrived, and openly said to be in doubt. */
export async function sumWithheld(sql: Sql, campaign: string): Promise<bigint> {
  const [row] = await sql.query<{ fen: bigint }>(
    `SELECT coalesce(sum(d.amount_fen), 0)::bigint AS fen FROM giving_dispute d JOIN giving_gift g ON g.id = d.gift_id
      WHERE d.state = 'withheld' AND g.campaign = $1`,
    [campaign],
  )
  return row!.fen
}
