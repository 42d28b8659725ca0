import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'

const name = `
  SELECT p.id::text AS id, b.id::text AS batch, b.title, count(c.id)::int AS cases, coalesce(sum(c.amount_fen), 0)::bigint AS fen
    FROM identity_proposal p JOIN stewardship_assistance_batch b ON b.id::text = p.subject_id
    LEFT JOIN stewardship_assistance_case c ON c.batch = b.id
   WHERE p.subject_kind = 'assistance' AND p.id = ANY ($1::uuid[]) GROUP BY p.id, b.id`

/** What proposals to pay or to take back assistance are about: the batch, how many cases, how much. */
export const nameAssistance: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<{ id: string; batch: string; title: string; cases: number; fen: bigint }>(
    name,
    [proposals.map(({ id }) => id)],
  )
  return new Map(
    rows.map(({ id, batch, title, cases, fen }) => [
      id,
      { about: `${title} · ${cases} · ${formatFen(fen)}`, path: `/desk/assistance/${batch}` },
    ]),
  )
}
