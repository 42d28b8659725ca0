import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const name = `
  SELECT p.id::text AS id, sum(l.quantity * l.unit_value_fen)::bigint AS fen, string_agg(l.description, '、' ORDER BY l.position) AS what
    FROM identity_proposal p JOIN giving_goods_line l ON l.goods_id::text = p.subject_id
   WHERE p.action = 'goods.enter' AND p.id = ANY ($1::uuid[]) GROUP BY p.id`

/** What proposals to confirm goods are about, by the proposal's id: things and worth; others are left out. */
export async function nameGoods(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; fen: bigint; what: string }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(rows.map(({ id, fen, what }) => [id, `${what.slice(0, 120)} ${formatFen(fen)}`]))
}
