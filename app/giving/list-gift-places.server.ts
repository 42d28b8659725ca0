import type { Sql } from '~/platform/db.server'

/** Where money that comes by bank or by hand may be booked: a campaign that takes money, and its funds. */
export interface GiftPlace {
  campaign: string
  zh: string
  en: string
  funds: { fund: string; nameZh: string; nameEn: string }[]
}
const places = `
  SELECT c.slug AS campaign, c.name_zh AS zh, c.name_en AS en,
         (SELECT json_agg(json_build_object('fund', r.fund, 'nameZh', f.name_zh, 'nameEn', f.name_en) ORDER BY r.position)
            FROM campaigns_route r JOIN ledger_fund f ON f.slug = r.fund WHERE r.campaign_slug = c.slug) AS funds
    FROM campaigns_campaign c WHERE c.state IN ('open', 'closed') ORDER BY c.starts_on DESC, c.slug`

export const listGiftPlaces = async (sql: Sql): Promise<GiftPlace[]> =>
  (await sql.query<GiftPlace>(places)).filter((place) => place.funds)
