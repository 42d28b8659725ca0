import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

/** A sponsor whose cash has not all come. */
export interface OpenSponsor {
  id: string
  nameZh: string
  nameEn: string
  campaignZh: string
  campaignEn: string
  leftFen: Fen
}
const list = `
  SELECT s.id::text, s.name_zh AS "nameZh", s.name_en AS "nameEn", c.name_zh AS "campaignZh", c.name_en AS "campaignEn",
         s.cash_fen - s.arrived_fen AS "leftFen"
    FROM giving_sponsor s JOIN campaigns_campaign c ON c.slug = s.campaign
   WHERE s.state = 'agreed' AND s.arrived_fen < s.cash_fen
   ORDER BY (s.name_zh = $2) DESC, abs(s.cash_fen - s.arrived_fen - $1), s.created_at, s.id LIMIT 20`

/** Sponsors whose cash is awaited: by the payer's name first, then by how near the amount is. */
export const listOpenSponsors = (
  sql: Sql,
  line: { openFen: Fen; counterparty: string },
): Promise<OpenSponsor[]> => sql.query<OpenSponsor>(list, [line.openFen, line.counterparty])
