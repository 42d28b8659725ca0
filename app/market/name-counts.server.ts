import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'
import { inLocale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { differenceOf } from './takings'

const name = `
  SELECT p.id AS proposal, c.expected_fen AS "expectedFen", c.counted_fen AS "countedFen", c.campaign, s.key, s.name_zh AS zh, s.name_en AS en
    FROM identity_proposal p JOIN market_count c ON c.id = (p.payload ->> 'countId')::uuid
    JOIN market_stall s ON s.campaign = c.campaign AND s.key = c.stall
   WHERE p.action = 'cash.count' AND p.id = ANY($1::uuid[])`
interface Row {
  proposal: string
  campaign: string
  key: string
  zh: string
  en: string
  expectedFen: bigint
  countedFen: bigint
}

/** What proposals to book a count are about: the stall, and by how much its cash differs from its receipts. */
export const nameCounts: NamesProposals = async (sql, locale, proposals) => {
  const t = textsIn(locale, 'proposals')
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map((row) => [
      row.proposal,
      {
        about: inLocale(locale, row),
        path: `/desk/campaigns/${row.campaign}/market/${row.key}`,
        facts: t('count.facts', {
          counted: formatFen(row.countedFen),
          expected: formatFen(row.expectedFen),
          difference: formatFen(differenceOf(row)),
        }),
      },
    ]),
  )
}
