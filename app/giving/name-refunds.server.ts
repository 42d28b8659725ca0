import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'

const name = `
  SELECT p.id, p.subject_id AS gift, p.payload ->> 'amountFen' AS fen, g.amount_fen AS "ofFen" FROM identity_proposal p JOIN giving_gift g ON g.id::text = p.subject_id
   WHERE p.action = 'gift.refund' AND p.id = ANY($1::uuid[])`

/** What proposals to refund are about: how much of what. */
export const nameRefunds: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<{ id: string; gift: string; fen: string; ofFen: bigint }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(
    rows.map(({ id, gift, fen, ofFen }) => [
      id,
      { about: `${formatFen(BigInt(fen))} / ${formatFen(ofFen)}`, path: `/desk/gifts/${gift}` },
    ]),
  )
}
