import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'

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

/** What proposals to let a payout in are about; the desk shows it with its line of the bank. */
export const namePayouts: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map(({ id, lineId, payout, amountFen, listedFen }) => [
      id,
      {
        about: `${formatFen(amountFen)} / ${formatFen(listedFen ?? 0n)} · ${payout}`,
        path: `/desk/bank/lines/${lineId}`,
      },
    ]),
  )
}
