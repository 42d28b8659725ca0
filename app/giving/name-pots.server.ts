import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'
import { inLocale } from '~/platform/i18n'

const name = `
  SELECT x.id, p.campaign, p.sponsor_zh AS zh, p.sponsor_en AS en, p.cap_fen AS "capFen"
    FROM identity_proposal x JOIN giving_match_pot p ON p.id::text = x.subject_id
   WHERE x.action = 'matching.manage' AND x.id = ANY ($1::uuid[])`

/** What proposals to open a match are about: whose money and how much of it. */
export const namePots: NamesProposals = async (sql, locale, proposals) => {
  type Row = { id: string; campaign: string; zh: string; en: string; capFen: bigint }
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        about: `${inLocale(locale, row)} · ${formatFen(row.capFen)}`,
        path: `/desk/campaigns/${row.campaign}/matching`,
      },
    ]),
  )
}
