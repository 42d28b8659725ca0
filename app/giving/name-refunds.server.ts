import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const name = `
  SELECT p.id, p.payload ->> 'amountFen' AS fen, g.amount_fen AS "ofFen" FROM identity_proposal p JOIN giving_gift g ON g.id::text = p.subject_id
   WHERE p.action = 'gift.refund' AND p.id = ANY($1::uuid[])`

/** What proposals to refund are about, by the proposal's id: how much of what; others are left out. */
export async function nameRefunds(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; fen: string; ofFen: bigint }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(rows.map(({ id, fen, ofFen }) => [id, `${formatFen(BigInt(fen))} / ${formatFen(ofFen)}`]))
}
