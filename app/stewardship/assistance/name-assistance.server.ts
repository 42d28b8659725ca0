import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const name = `
  SELECT p.id::text AS id, b.title, count(c.id)::int AS cases, coalesce(sum(c.amount_fen), 0)::bigint AS fen
    FROM identity_proposal p JOIN stewardship_assistance_batch b ON b.id::text = p.subject_id
    LEFT JOIN stewardship_assistance_case c ON c.batch = b.id
   WHERE p.subject_kind = 'assistance' AND p.id = ANY ($1::uuid[]) GROUP BY p.id, b.id`

/** What proposals to pay or to take back assistance are about, by the proposal's id: the batch, how many cases, how much. */
export async function nameAssistance(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; title: string; cases: number; fen: bigint }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(rows.map(({ id, title, cases, fen }) => [id, `${title} · ${cases} · ${formatFen(fen)}`]))
}
