import { formatFen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const name = `
  SELECT p.id::text AS id, p.payload ->> 'lineId' AS "lineId", o.id AS payout, o.amount_fen AS "amountFen", o.listed_fen AS "listedFen"
    FROM identity_proposal p JOIN payments_payout o ON o.id = p.subject_id
   WHERE p.action = 'payout.accept' AND p.id = ANY ($1::uuid[])`
interface Row {
  id: string
  lineId: string
  payout: string
  amountFen: bigint
  listedFen: bigint | null
}

/** What proposals to let a payout in are about, by the proposal's id, with its line of the bank; others are left out. */
export async function namePayouts(
  sql: Sql,
  proposals: readonly { id: string }[],
): Promise<Map<string, { about: string; lineId: string }>> {
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map(({ id, lineId, payout, amountFen, listedFen }) => [
      id,
      { about: `${formatFen(amountFen)} / ${formatFen(listedFen ?? 0n)} · ${payout}`, lineId },
    ]),
  )
}
