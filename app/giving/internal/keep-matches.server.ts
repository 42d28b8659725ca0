import type { Share } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import type { PlannedMatch } from '../match-plan'

/** A match as it stands in the database. */
export interface MatchRow extends Omit<PlannedMatch, 'state' | 'reason'> {
  potId: string
  state: 'matched' | 'held' | 'refused'
  reason: string
  shares: Share[]
  donor: string
}
const find = `
  SELECT gift_id::text AS "giftId", pot_id::text AS "potId", state, base_fen AS "baseFen", now_fen AS "nowFen", funds,
         share_fens AS fens, reason, alike, donor_mark AS donor
    FROM giving_match WHERE gift_id = ANY ($1::uuid[])`

export async function findMatches(sql: Sql, giftIds: readonly string[]): Promise<Map<string, MatchRow>> {
  type Row = Omit<MatchRow, 'shares'> & { funds: string[]; fens: bigint[] }
  const rows = await sql.query<Row>(find, [[...new Set(giftIds)]])
  return new Map(
    rows.map(({ funds, fens, ...row }) => [
      row.giftId,
      { ...row, shares: funds.map((fund, n) => ({ fund, amountFen: BigInt(fens[n]!) })) },
    ]),
  )
}

const keep = `
  INSERT INTO giving_match AS m (gift_id, pot_id, state, base_fen, now_fen, funds, share_fens, donor_mark, reason, alike)
  SELECT gift::uuid, pot::uuid, state, base, now, ARRAY(SELECT jsonb_array_elements_text(funds)),
         ARRAY(SELECT jsonb_array_elements_text(fens)::bigint), donor, reason, ARRAY(SELECT jsonb_array_elements_text(alike))
    FROM jsonb_to_recordset($1::jsonb) AS x (gift text, pot text, state text, base bigint, now bigint, funds jsonb, fens jsonb,
                                             donor text, reason text, alike jsonb)
  ON CONFLICT (gift_id) DO UPDATE SET state = excluded.state, now_fen = excluded.now_fen, funds = excluded.funds, share_fens = excluded.share_fens`

/** Keeps what is new and what has changed; whoever asks holds the pot's row. */
export async function keepMatches(tx: Sql, rows: readonly MatchRow[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((m) => ({
    ...{ gift: m.giftId, pot: m.potId, state: m.state, base: String(m.baseFen), now: String(m.nowFen) },
    ...{ donor: m.donor, reason: m.reason, alike: m.alike },
    funds: m.shares.map((s) => s.fund),
    fens: m.shares.map((s) => String(s.amountFen)),
  }))
  await tx.query(keep, [JSON.stringify(values)])
}

const moves = `
  INSERT INTO giving_match_move (entry_id, gift_id, amount_fen)
  SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bigint[])`

/** Which entry moved how much for which gift. */
export async function keepMoves(
  tx: Sql,
  made: readonly { entryId: bigint; giftId: string; amountFen: Fen }[],
): Promise<void> {
  if (made.length === 0) return
  await tx.query(moves, [made.map((m) => m.entryId), made.map((m) => m.giftId), made.map((m) => m.amountFen)])
}

/** Moves what a pot says of itself; the database refuses more than the cap. */
export const movePot = (tx: Sql, potId: string, moved: { takenFen: Fen; matchedFen: Fen }) =>
  tx.query(
    'UPDATE giving_match_pot SET taken_fen = taken_fen + $2, matched_fen = matched_fen + $3 WHERE id = $1::uuid',
    [potId, moved.takenFen, moved.matchedFen],
  )
