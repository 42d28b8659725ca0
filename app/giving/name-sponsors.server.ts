import type { NamesProposals } from '~/identity/named-proposal'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'

const name = `
  SELECT x.id, s.campaign, s.id::text AS "sponsorId", s.name_zh AS zh, s.name_en AS en, s.cash_fen + s.goods_fen AS "worthFen",
         x.payload ->> 'amountFen' AS fen, x.payload ->> 'arrivedOn' AS day
    FROM identity_proposal x JOIN giving_sponsor s ON s.id::text = x.subject_id
   WHERE x.action = 'sponsor.manage' AND x.id = ANY ($1::uuid[])`
interface Row {
  id: string
  campaign: string
  sponsorId: string
  zh: string
  en: string
  worthFen: bigint
  fen: string | null
  day: string | null
}

/** What proposals about sponsors are about. */
export const nameSponsors: NamesProposals = async (sql, locale, proposals) => {
  const t = textsIn(locale, 'proposals')
  const rows = await sql.query<Row>(name, [proposals.map(({ id }) => id)])
  return new Map(
    rows.map((row) => {
      const who = inLocale(locale, row)
      const about =
        row.fen === null
          ? t('sponsor.agree', { name: who, amount: formatFen(row.worthFen) })
          : t('sponsor.cash', {
              name: who,
              amount: formatFen(BigInt(row.fen)),
              day: formatDay(locale, row.day!),
            })
      return [row.id, { about, path: `/desk/campaigns/${row.campaign}/sponsors/${row.sponsorId}` }]
    }),
  )
}
