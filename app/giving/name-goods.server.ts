import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'

const name = `
  SELECT p.id::text AS id, p.subject_id AS goods, sum(l.quantity * l.unit_value_fen)::bigint AS fen, string_agg(l.description, '、' ORDER BY l.position) AS what
    FROM identity_proposal p JOIN giving_goods_line l ON l.goods_id::text = p.subject_id
   WHERE p.action = 'goods.enter' AND p.id = ANY ($1::uuid[]) GROUP BY p.id, p.subject_id`

/** What proposals to confirm goods are about: things and worth. */
export const nameGoods: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<{ id: string; goods: string; fen: bigint; what: string }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(
    rows.map(({ id, goods, fen, what }) => [
      id,
      { about: `${what.slice(0, 120)} ${formatFen(fen)}`, path: `/desk/goods/${goods}` },
    ]),
  )
}
