import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'

const name = `
  SELECT p.id::text AS id, d.plan::text, d.amount_fen AS fen, u.number
    FROM identity_proposal p JOIN stewardship_disbursement d ON d.id::text = p.subject_id JOIN stewardship_plan u ON u.id = d.plan
   WHERE p.action = 'plan.reverse' AND p.id = ANY ($1::uuid[])`

/** What proposals to take a payment back are about. */
export const namePayments: NamesProposals = async (sql, _locale, proposals) => {
  const rows = await sql.query<{ id: string; plan: string; fen: bigint; number: string }>(name, [
    proposals.map(({ id }) => id),
  ])
  return new Map(
    rows.map(({ id, plan, fen, number }) => [
      id,
      { about: `${number} ${formatFen(fen)}`, path: `/desk/plans/${plan}` },
    ]),
  )
}
