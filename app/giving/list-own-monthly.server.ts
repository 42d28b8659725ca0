import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { monthlyTables } from './find-monthly.server'
import type { MonthlyState } from './monthly'

export interface OwnMonthly {
  /** Opens its page. */
  secret: string
  state: MonthlyState
  amountFen: Fen
  campaignZh: string
  campaignEn: string
}
const list = `
  SELECT m.secret, m.state, v.amount_fen AS "amountFen", c.name_zh AS "campaignZh", c.name_en AS "campaignEn"
    FROM ${monthlyTables} JOIN campaigns_campaign c ON c.slug = m.campaign
   WHERE m.contact_email <> '' AND lower(m.contact_email) = lower($1) AND m.state <> 'started'
   ORDER BY m.state = 'ended', m.created_at DESC LIMIT 50`

/** Monthly gifts that left this address, for whoever has shown that it is theirs: also the way back to a lost link. */
export const listOwnMonthly = (sql: Sql, email: string): Promise<OwnMonthly[]> =>
  sql.query<OwnMonthly>(list, [email])
